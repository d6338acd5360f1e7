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

/** The `.env` that a file gets its variables from: the one of the project that it belongs to, or the one beside it. */
export const envOf = (file: ComposeFile): EnvFile | null =>
  file.derive(envOf, () => namingEnvOf(file) ?? envAt(file, ".env"));

/** The `.env` whose `COMPOSE_FILE` names the file: beside it, or in a folder above, where Docker Compose is then run. */
export const namingEnvOf = (file: ComposeFile): EnvFile | null =>
  file.derive(namingEnvOf, () => {
    for (const path of [".env", "../.env", "../../.env", "../../../.env"]) {
      const env = envAt(file, path);
      if (env && composeFilesIn(env).includes(file.document.uri)) return env;
    }
    return null;
  });

/** What relative paths of a file start from: the first of the files that it is laid over with. */
export const homeOf = (file: ComposeFile): string =>
  file.derive(homeOf, () => {
    const env = namingEnvOf(file);
    return (env && composeFilesIn(env)[0]) ?? file.document.uri;
  });

/** What a path in the file means; null for what only the running system knows. */
export const uriOf = (file: ComposeFile, path: string): string | null => resolvePath(homeOf(file), path);

function envAt(file: ComposeFile, path: string): EnvFile | null {
  const uri = resolvePath(file.document.uri, path);
  const text = uri === null ? null : file.files.read(uri);
  return uri === null || text === null ? null : readEnv(uri, text);
}

/** The compose files that `COMPOSE_FILE` names; null for one that is out of reach. */
export function composeFilesIn({ uri, variables }: EnvFile): readonly (string | null)[] {
  const names = variables.get("COMPOSE_FILE")?.value;
  if (!names) return [];
  const separator = variables.get("COMPOSE_PATH_SEPARATOR")?.value || (names.includes(";") ? ";" : ":");
  return names.split(separator).map((it) => resolvePath(uri, it.trim()));
}

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
