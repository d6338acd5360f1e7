/** Variables in values: `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:?e}`, `${X?e}`, `${X:+r}`, `${X+r}`, nested, and `$$`. */

export type Operator = ":-" | "-" | ":?" | "?" | ":+" | "+";

export interface Variable {
  readonly kind: "variable";
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly nameFrom: number;
  readonly operator: Operator | null;
  /** The default, error text or replacement with the variables in it. */
  readonly operand: string;
  readonly operandFrom: number;
  readonly nested: readonly Part[];
}

/** `$$`, or a `${` that is no variable: the official tool refuses the whole file for it. */
export interface Other {
  readonly kind: "escape" | "malformed";
  readonly from: number;
  readonly to: number;
}
export type Part = Variable | Other;

const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const OPERATOR = /:?[-?+]/y;

/** Everything that starts with `$`; offsets count in `text`. Linear: what is nested is read where it stands. */
export function readInterpolation(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = text.indexOf("$");
  while (at >= 0) {
    const part = readPart(text, at, text.length, 0);
    if (part) parts.push(part);
    at = text.indexOf("$", part?.to ?? at + 1);
  }
  return parts;
}

/** Every variable, those inside defaults too. */
export function* variablesIn(parts: readonly Part[]): Generator<Variable> {
  for (const part of parts) {
    if (part.kind !== "variable") continue;
    yield part;
    yield* variablesIn(part.nested);
  }
}

const DEEPEST = 20;

function readPart(text: string, at: number, end: number, depth: number): Part | null {
  const next = text[at + 1];
  if (next === "$") return { kind: "escape", from: at, to: at + 2 };
  if (next !== "{") {
    const name = matchAt(NAME, text, at + 1);
    if (!name) return null;
    const to = at + 1 + name.length;
    return {
      kind: "variable",
      from: at,
      to,
      name,
      nameFrom: at + 1,
      operator: null,
      operand: "",
      operandFrom: to,
      nested: [],
    };
  }
  const name = matchAt(NAME, text, at + 2);
  const behind = at + 2 + name.length;
  if (name && text[behind] === "}") {
    const place = { from: at, to: behind + 1, nameFrom: at + 2, operandFrom: behind };
    return { kind: "variable", ...place, name, operator: null, operand: "", nested: [] };
  }
  const operator = name && matchAt(OPERATOR, text, behind);
  if (!operator || depth > DEEPEST) return { kind: "malformed", from: at, to: closing(text, at, end) };
  const operandFrom = behind + operator.length;
  const nested: Part[] = [];
  for (let i = operandFrom; i < end; i++) {
    if (text[i] === "}") {
      const operand = text.slice(operandFrom, i);
      const place = { from: at, to: i + 1, nameFrom: at + 2, operandFrom };
      return { kind: "variable", ...place, name, operator: operator as Operator, operand, nested }; // Matched by OPERATOR.
    }
    const inner = text[i] === "$" ? readPart(text, i, end, depth + 1) : null;
    if (!inner) continue;
    nested.push(inner);
    i = inner.to - 1;
  }
  return { kind: "malformed", from: at, to: end };
}

function closing(text: string, from: number, end: number): number {
  const brace = text.indexOf("}", from);
  return brace < 0 || brace >= end ? end : brace + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
