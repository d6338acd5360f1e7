/** The name of a project, which the engine's containers carry as a label. */
import type { ComposeFile } from "./compose-file.ts";
import { envOf } from "./env.ts";
import { decoded, folderOf } from "./files.ts";
import { layersOf } from "./project.ts";

/** As Docker Compose would call it when nothing is said on the command line. */
export function projectNameOf(file: ComposeFile): string {
  const fromEnv = envOf(file)?.variables.get("COMPOSE_PROJECT_NAME")?.value;
  const written = layersOf(file).map(writtenName);
  return normalised(fromEnv || written.findLast((it) => it) || folderName((layersOf(file)[0] ?? file).document.uri));
}

function writtenName(file: ComposeFile): string | null {
  const pair = file.section("name").at(-1);
  const node = pair && file.resolve(pair.value);
  if (node?.kind !== "scalar" || node.type === "null") return null;
  if (!node.value.includes("$")) return node.value;
  // `${NAME:-shop}`: the usual form.
  const variable = /^\$\{?(\w+)(?::?-([^${}]*))?\}?$/.exec(node.value);
  return variable ? envOf(file)?.variables.get(variable[1] ?? "")?.value || variable[2] || null : null;
}

const folderName = (uri: string): string => decoded(folderOf(uri).split("/").at(-2) ?? "");

const normalised = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
