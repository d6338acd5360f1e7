/** What the editor must know of a compose file to show the live state of its services and to act on them. */
import type { ComposeOutline } from "../shared/protocol.ts";
import type { ComposeFile } from "./compose-file.ts";
import { composeFilesIn, namingEnvOf } from "./env.ts";
import { folderOf } from "./files.ts";
import { isSwitchedOn, profilesOf } from "./profiles.ts";
import { baseOf, layersOf } from "./project.ts";
import { projectNameOf } from "./project-name.ts";
import { inherits } from "./services.ts";

export function outline(file: ComposeFile): ComposeOutline {
  const line = (offset: number): number => file.document.positionAt(offset).line;
  const section = file.section("services")[0];
  const files = filesOf(file);
  const naming = namingEnvOf(file);
  return {
    project: projectNameOf(file),
    files: files.map((it) => it.document.uri),
    isNamed: naming !== null && composeFilesIn(naming).length === files.length,
    folder: folderOf(naming?.uri ?? file.document.uri),
    line: section ? line(section.key.start) : null,
    services: file.services.map(({ name, key, body }) => ({
      name,
      line: line(key.start),
      // Without being asked for it is not started.
      isOptional: !isSwitchedOn(file, profilesOf(file, body)),
    })),
  };
}

/** What is named to the official tool, the base first. A file such as `compose.prod.yaml` may also be a project by itself. */
function filesOf(file: ComposeFile): readonly ComposeFile[] {
  const base = baseOf(file);
  const standsAlone = file.services.every((it) => ["image", "build"].some((key) => inherits(file, it, key)));
  return base && standsAlone && file.services.length > 0 ? [file] : layersOf(file);
}
