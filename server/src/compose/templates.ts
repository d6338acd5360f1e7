/** What stands under an `x-` key is written for the place that uses it through its anchor. */
import type { ComposeFile } from "./compose-file.ts";
import { cursorAt } from "./cursor.ts";
import type { Step } from "./schema.ts";

/** The path in the terms of the schema: for a template that of its first use, else as it is. */
export function usedAs(file: ComposeFile, path: readonly Step[]): readonly Step[] {
  const [root, ...rest] = path;
  if (typeof root !== "string" || !root.startsWith("x-")) return path;
  const name = file.section(root)[0]?.value.anchor?.name;
  const use = name === undefined ? null : file.aliases.find((it) => it.name === name);
  const place = use ? cursorAt(file, use.start)?.path : null;
  if (!place) return path;
  const merge = place.indexOf("<<");
  return [...(merge < 0 ? place : place.slice(0, merge)), ...rest];
}
