/** The `$name` and `${name:-value}` in an instruction's text. */
import { copy } from "../text/copy.ts";
import { MovingSpan, type Span } from "../text/span.ts";
import type { Instruction } from "./instruction.ts";

export interface Variable {
  readonly name: string;
  readonly nameSpan: Span;
  /** With `$` and braces. */
  readonly span: Span;
  /** `:-`, `:+`, `:?`, `-`, `+`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`, something unknown, or "". */
  readonly modifier: string;
  /** What stands behind the modifier. */
  readonly value: string;
  readonly hasBraces: boolean;
  readonly isClosed: boolean;
  /** In an unquoted heredoc body rather than in the instruction itself. */
  readonly isInHeredoc: boolean;
}

/** A variable by indices into the text it was found in. */
export interface FoundVariable {
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly modifier: string;
  readonly valueStart: number;
  readonly hasBraces: boolean;
  readonly isClosed: boolean;
}

export function variablesIn(instruction: Instruction): Variable[] {
  const { text } = instruction.logical;
  const found = text.includes("$", instruction.name.to)
    ? findVariables(text, instruction.name.to, text.length, instruction.escape).map(
        (it): Variable => ({
          name: text.slice(it.nameStart, it.nameEnd),
          nameSpan: instruction.word({ start: it.nameStart, end: it.nameEnd }),
          span: instruction.word({ start: it.start, end: it.end }),
          modifier: it.modifier,
          value: it.modifier === "" ? "" : text.slice(it.valueStart, it.isClosed ? it.end - 1 : it.end),
          hasBraces: it.hasBraces,
          isClosed: it.isClosed,
          isInHeredoc: false,
        }),
      )
    : [];
  if (instruction.keyword === "COPY" || instruction.keyword === "ADD") {
    for (const heredoc of instruction.heredocs) {
      if (heredoc.isQuoted) continue;
      const body = instruction.bodyText(heredoc);
      if (!body.includes("$")) continue;
      const at = (start: number, end: number): Span => new MovingSpan(() => heredoc.body.start, start, end);
      for (const it of findVariables(body, 0, body.length, instruction.escape, "plain quotes")) {
        found.push({
          name: copy(body.slice(it.nameStart, it.nameEnd)),
          nameSpan: at(it.nameStart, it.nameEnd),
          span: at(it.start, it.end),
          modifier: it.modifier,
          value: it.modifier === "" ? "" : copy(body.slice(it.valueStart, it.isClosed ? it.end - 1 : it.end)),
          hasBraces: it.hasBraces,
          isClosed: it.isClosed,
          isInHeredoc: true,
        });
      }
    }
  }
  return found;
}

/** Every variable between two indices, also those in the default of another; in single quotes there are none. */
export function findVariables(
  text: string,
  from: number,
  to: number,
  escapeChar: string,
  quotes: "shell quotes" | "plain quotes" = "shell quotes",
): FoundVariable[] {
  const found: FoundVariable[] = [];
  /** Indices of variables in `found` whose brace is still open. */
  const open: number[] = [];
  let isDouble = false;
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (char === escapeChar) at++;
    else if (char === '"' && quotes === "shell quotes") isDouble = !isDouble;
    else if (char === "'" && !isDouble && quotes === "shell quotes") {
      const end = text.indexOf("'", at + 1);
      if (end < 0 || end >= to) return found;
      at = end;
    } else if (char === "}" && open.length > 0) {
      const index = open.pop() ?? 0;
      const variable = found[index];
      if (variable) found[index] = { ...variable, end: at + 1, isClosed: true };
    } else if (char === "$") {
      const hasBraces = text[at + 1] === "{";
      const nameStart = at + (hasBraces ? 2 : 1);
      const nameEnd = endOfName(text, nameStart, to);
      if (nameEnd === nameStart) continue;
      if (!hasBraces) {
        found.push({
          start: at,
          end: nameEnd,
          nameStart,
          nameEnd,
          modifier: "",
          valueStart: nameEnd,
          hasBraces,
          isClosed: true,
        });
        at = nameEnd - 1;
        continue;
      }
      const modifier = modifierAt(text, nameEnd, to);
      const valueStart = nameEnd + modifier.length;
      open.push(found.length);
      found.push({ start: at, end: to, nameStart, nameEnd, modifier, valueStart, hasBraces, isClosed: false });
      at = valueStart - 1;
    }
  }
  return found;
}

function endOfName(text: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
    const isDigit = code >= 48 && code <= 57;
    if (!isLetter && !(isDigit && (at > from || !isDigitName(text, from)))) break;
  }
  return at;
}

// `$1` is a positional parameter: one digit is a whole name.
const isDigitName = (text: string, from: number): boolean => /[0-9]/.test(text[from] ?? "");

function modifierAt(text: string, at: number, to: number): string {
  const first = at < to ? (text[at] ?? "") : "";
  if (first === "" || first === "}") return "";
  const second = at + 1 < to ? (text[at + 1] ?? "") : "";
  if (first === ":") return second === "}" ? ":" : first + second;
  if (first === second && /[#%/]/.test(first)) return first + second;
  return first;
}
