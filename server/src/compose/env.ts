/** `.env` files: what they set, and where a variable of a compose file comes from. */
import type { Location } from "vscode-languageserver-types";
import { createDocument, rangeOf } from "../text/document.ts";
import { contains, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { resolvePath } from "./files.ts";
import { type Variable, variablesIn } from "./interpolation.ts";
import { interpolationsOf } from "./variables.ts";

export interface EnvVariable {
  readonly name: string;
  /** Null for a name alone, whose value comes from the shell. */
  readonly value: string | null;
  /** In single quotes: a `$` in it is a dollar. */
  readonly isLiteral: boolean;
  readonly place: Span;
}

export interface EnvFile {
  readonly uri: string;
  readonly text: string;
  readonly variables: ReadonlyMap<string, EnvVariable>;
}

/** `NAME=value`, `export NAME=value`, `NAME: value`, `NAME`; quotes, and comments behind a blank. The last one counts. */
export function readEnv(uri: string, text: string): EnvFile {
  const variables = new Map<string, EnvVariable>();
  const line = /^[ \t]*(?:export[ \t]+)?([a-zA-Z_][\w.-]*)[ \t]*(?:[=:][ \t]*(.*))?$/gm;
  for (const match of text.matchAll(line)) {
    const [whole, name = "", rest] = match;
    const start = match.index + whole.indexOf(name, whole.search(/\S/) + (/^\s*export\s/.test(whole) ? 6 : 0));
    const value = rest === undefined ? null : unquoted(rest.trim());
    const isLiteral = rest?.trimStart().startsWith("'") ?? false;
    variables.set(name, { name, value, isLiteral, place: { start, end: start + name.length } });
  }
  return { uri, text, variables };
}

function unquoted(text: string): string {
  const single = /^'([^']*)'/.exec(text);
  if (single) return single[1] ?? "";
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  if (double) return (double[1] ?? "").replace(/\\(.)/g, (_, it: string) => ({ n: "\n", r: "\r", t: "\t" })[it] ?? it);
  return text.replace(/(?:^|\s)#.*$/, "").trimEnd();
}

/** The `.env` beside the file. */
export const envOf = (file: ComposeFile): EnvFile | null =>
  file.derive(envOf, () => {
    const uri = resolvePath(file.document.uri, ".env");
    const text = uri === null ? null : file.files.read(uri);
    return uri === null || text === null ? null : readEnv(uri, text);
  });

export interface VariableAt {
  readonly variable: Variable;
  readonly span: Span;
}

export function variableAt(file: ComposeFile, offset: number): VariableAt | null {
  for (const { node, parts } of interpolationsOf(file)) {
    if (!contains(node, offset)) continue;
    let best: VariableAt | null = null;
    for (const variable of variablesIn(parts)) {
      const span = node.part(variable.from, variable.to);
      if (contains(span, offset)) best = { variable, span }; // The innermost comes last.
    }
    return best;
  }
  return null;
}

export function definitionOfVariable(file: ComposeFile, offset: number): Location | null {
  const found = variableAt(file, offset);
  const env = found && envOf(file);
  const place = env?.variables.get(found?.variable.name ?? "")?.place;
  if (!env || !place) return null;
  return { uri: env.uri, range: rangeOf(createDocument(env.uri, "dotenv", 0, env.text), place) };
}
