/** What compose files say of a Dockerfile: the stages that are built of it, and in which folders. */
import type { Location } from "vscode-languageserver-types";
import type { ComposeFile } from "./compose-file.ts";
import { contextOf, dockerfileUri } from "./dockerfiles.ts";
import { COMPOSE_NAME, encodedPath, type Files, folderOf } from "./files.ts";
import { fileAt } from "./project.ts";
import { targetsIn } from "./stages.ts";

/** How far above the Dockerfile a compose file is looked for. */
const LEVELS = 4;

/** Where `build.target` names a stage of the Dockerfile. */
export const buildTargets = (dockerfile: string, stage: string, files: Files): Location[] =>
  composeFilesAbove(dockerfile, files).flatMap((file) =>
    targetsIn(file, dockerfile, stage).map((it) => ({ uri: file.document.uri, range: file.rangeOf(it.content) })),
  );

/** The build contexts of the services that are built from the Dockerfile, each once; folders with a slash at the end. */
export function buildContexts(dockerfile: string, files: Files): string[] {
  const found = new Set<string>();
  for (const file of composeFilesAbove(dockerfile, files)) {
    for (const { body } of file.services) {
      const context = dockerfileUri(file, body) === dockerfile ? contextOf(file, body) : null;
      if (context !== null) found.add(context);
    }
  }
  return [...found];
}

function composeFilesAbove(dockerfile: string, files: Files): ComposeFile[] {
  const found: ComposeFile[] = [];
  let folder = folderOf(dockerfile);
  for (let level = 0; level < LEVELS; level++) {
    for (const { name, isFolder } of files.list(folder) ?? []) {
      const file = !isFolder && COMPOSE_NAME.test(name) ? fileAt(folder + encodedPath(name), files) : null;
      if (file) found.push(file);
    }
    const above = folderOf(folder.slice(0, -1));
    if (!above.startsWith("file:///") || above === folder) break;
    folder = above;
  }
  return found;
}
