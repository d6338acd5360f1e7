/** Where a compose file names files and folders, told from the keys around the cursor. */
import type { ComposeFile } from "./compose-file.ts";
import type { Step } from "./schema.ts";

/** `type` of the mount that the cursor is in: written on a line of the same item. */
export function mountTypeAt(file: ComposeFile, offset: number): string {
  const before = file.text.slice(Math.max(0, offset - 1000), offset);
  const item = before.slice(before.search(/(?:^|\n)[ ]*-[ ][^\n]*(?:\n(?![ ]*-[ ])[^\n]*)*$/) + 1);
  const after = /^[^\n]*(?:\n(?![ ]*-[ ])[^\n]*){0,10}/.exec(file.text.slice(offset, offset + 1000))?.[0] ?? "";
  return (
    /(?:^|[\s{,-])type:[ ]*["']?(\w+)/.exec(item)?.[1] ?? /^[^-]*?\n[ ]*type:[ ]*["']?(\w+)/.exec(after)?.[1] ?? ""
  );
}

const FILES: readonly RegExp[] = [
  /^services\/[^/]*\/(?:env_file|label_file)(?:\/0)?(?:\/path)?$/,
  /^services\/[^/]*\/build\/dockerfile$/,
  /^services\/[^/]*\/credential_spec\/file$/,
  /^services\/[^/]*\/extends\/file$/,
  /^(?:configs|secrets)\/[^/]*\/file$/,
  /^include\/0$/,
  /^include\/0\/(?:path|env_file)(?:\/0)?$/,
];

/** Null where no path stands. */
export function pathKind(
  file: ComposeFile,
  offset: number,
  path: readonly Step[],
  prefix: string,
): "any" | "folders" | null {
  const at = path.map((it) => String(it).replaceAll("/", "_")).join("/");
  if (/^services\/[^/]*\/build(?:\/context)?$/.test(at) || at === "include/0/project_directory") return "folders";
  if (FILES.some((it) => it.test(at))) return "any";
  if (/^services\/[^/]*\/volumes\/0$/.test(at)) return /^[./][^:]*$/.test(prefix) ? "any" : null;
  if (/^services\/[^/]*\/volumes\/0\/source$/.test(at)) return mountTypeAt(file, offset) === "bind" ? "any" : null;
  return null;
}
