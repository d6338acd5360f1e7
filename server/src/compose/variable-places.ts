/** All places of a variable: in the compose files of a project and in their `.env` files. */
import type { Range } from "vscode-languageserver-types";
import { createDocument, rangeOf } from "../text/document.ts";
import type { ComposeFile } from "./compose-file.ts";
import { envOf } from "./env.ts";
import type { EnvFile } from "./env-file.ts";
import { variablesIn } from "./interpolation.ts";
import { projectOf } from "./project.ts";
import { interpolationsOf } from "./variables.ts";

export interface VariablePlace {
  readonly uri: string;
  readonly range: Range;
  readonly isDefinition: boolean;
}

export function placesOfVariable(file: ComposeFile, name: string): VariablePlace[] {
  const { files } = projectOf(file);
  const envs = new Map(files.flatMap((it) => envOf(it) ?? []).map((it) => [it.uri, it]));
  return [...[...envs.values()].flatMap((it) => inEnv(it, name)), ...files.flatMap((it) => inCompose(it, name))];
}

function inEnv({ uri, text, all }: EnvFile, name: string): VariablePlace[] {
  const document = createDocument(uri, "dotenv", 0, text);
  const found = all.filter((it) => it.name === name);
  return found.map(({ place }) => ({ uri, range: rangeOf(document, place), isDefinition: true }));
}

function inCompose(file: ComposeFile, name: string): VariablePlace[] {
  const { uri } = file.document;
  return interpolationsOf(file).flatMap(({ node, parts }) =>
    [...variablesIn(parts)]
      .filter((it) => it.name === name)
      .map(({ nameFrom }) => {
        const range = file.rangeOf(node.part(nameFrom, nameFrom + name.length));
        return { uri, range, isDefinition: false };
      }),
  );
}
