/** Where compose files name a stage of a Dockerfile: `build.target` of the services that are built from it. */
import type { Location } from "vscode-languageserver-types";
import { createDocument } from "../text/document.ts";
import { type Files, folderOf } from "./files.ts";
import { parseCompose } from "./parse.ts";
import { targetsIn } from "./stages.ts";

const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;
/** How far above the Dockerfile a compose file is looked for. */
const LEVELS = 4;

export function buildTargets(dockerfile: string, stage: string, files: Files): Location[] {
  return composeFilesAbove(dockerfile, files).flatMap((uri) => {
    const text = files.read(uri);
    if (text === null) return [];
    const file = parseCompose(createDocument(uri, "dockercompose", 0, text), null, files);
    return targetsIn(file, dockerfile, stage).map((it) => ({ uri, range: file.rangeOf(it.content) }));
  });
}

function composeFilesAbove(dockerfile: string, files: Files): string[] {
  const found: string[] = [];
  let folder = folderOf(dockerfile);
  for (let level = 0; level < LEVELS; level++) {
    for (const { name, isFolder } of files.list(folder) ?? [])
      if (!isFolder && COMPOSE_NAME.test(name)) found.push(folder + encodeURIComponent(name));
    const above = folderOf(folder.slice(0, -1));
    if (!above.startsWith("file:///") || above === folder) break;
    folder = above;
  }
  return found;
}
