/** Where a variable of a compose file comes from. */
import type { Location } from "vscode-languageserver-types";
import { createDocument, rangeOf } from "../text/document.ts";
import { contains, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { type EnvFile, readEnv } from "./env-file.ts";
import { resolvePath } from "./files.ts";
import { type Variable, variablesIn } from "./interpolation.ts";
import { interpolationsOf } from "./variables.ts";
import type { ScalarNode } from "./yaml.ts";

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
  readonly name: Span;
}

export function variableAt(file: ComposeFile, offset: number): VariableAt | null {
  for (const { node, parts } of interpolationsOf(file)) {
    if (!contains(node, offset)) continue;
    let best: VariableAt | null = null;
    for (const variable of variablesIn(parts)) {
      const span = node.part(variable.from, variable.to);
      if (contains(span, offset)) best = { variable, span, name: nameOf(node, variable) }; // The innermost comes last.
    }
    return best;
  }
  return null;
}

const nameOf = (node: ScalarNode, { nameFrom, name }: Variable): Span => node.part(nameFrom, nameFrom + name.length);

export function definitionOfVariable(file: ComposeFile, offset: number): Location | null {
  const found = variableAt(file, offset);
  const env = found && envOf(file);
  const place = env?.variables.get(found?.variable.name ?? "")?.place;
  if (!env || !place) return null;
  return { uri: env.uri, range: rangeOf(createDocument(env.uri, "dotenv", 0, env.text), place) };
}
