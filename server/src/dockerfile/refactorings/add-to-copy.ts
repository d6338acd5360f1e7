/** `ADD` of plain files becomes `COPY`; URLs, Git repositories and archives are what COPY does not do. */
import * as l10n from "@vscode/l10n";
import { replace } from "../../text/span.ts";
import type { Refactoring } from "./refactoring.ts";

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|lzma)(?:\.\w+)?$/i;
const SHARED_FLAGS: ReadonlySet<string> = new Set(["chown", "chmod", "link", "exclude"]);

const isPlainFile = (source: string): boolean =>
  !/:\/\/|^git@|\.git(?:#|$)|^<<|[$*?[]/.test(source) && !ARCHIVE.test(source);

export const addToCopy: Refactoring = (_file, it) => {
  if (it.keyword !== "ADD") return null;
  const sources = (it.json?.values ?? it.words.map(({ unquoted }) => unquoted)).slice(0, -1);
  const isPlain = sources.length > 0 && sources.every(isPlainFile);
  if (!isPlain || !it.flags.every(({ name }) => SHARED_FLAGS.has(name))) return null;
  const keyword = it.written === it.written.toLowerCase() ? "copy" : "COPY";
  return { title: l10n.t("Use `COPY` instead of `ADD`"), kind: "refactor.rewrite", edits: [replace(it.name, keyword)] };
};
