/** What a COPY takes from the build context: how many files and how much, after the .dockerignore. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import { bytes } from "../shared/bytes.ts";
import { isIgnored, parseDockerignore } from "../shared/context/dockerignore.ts";
import type { BuildContext } from "../shared/context/read.ts";
import { code } from "../text/markdown.ts";
import { contains } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { expand } from "./expand.ts";
import type { Instruction, Word } from "./instruction.ts";
import { valuesAt } from "./values.ts";

/** The build context as it would be sent; rejects when it cannot be read, or not in time. */
export type ReadContext = () => Promise<Pick<BuildContext, "entries">>;

const NAMED = 6;

/** Null where no source of a COPY or ADD is. */
export function copiedHover(file: Dockerfile, offset: number, read: ReadContext): Promise<Hover | null> | null {
  const outer = file.instructionAt(offset);
  const it = outer?.trigger ?? outer;
  const word = it && sourceWords(it).find((of) => contains(of, offset));
  const path = it && word ? pathOf(file, it, word) : null;
  if (!word || path === null) return null;
  const range = file.rangeOf(word);
  return read().then(
    ({ entries }) => ({ contents: { kind: "markdown", value: describe(path, entries) }, range }),
    () => null, // No such folder, or too much in it: then nothing is said.
  );
}

function sourceWords(it: Instruction): readonly Word[] {
  if (it.keyword !== "COPY" && it.keyword !== "ADD") return [];
  if (it.flags.some(({ name }) => name === "from")) return [];
  return (it.json?.items ?? it.words).slice(0, -1);
}

/** Relative to the context; null for what does not come from there, or cannot be known. */
function pathOf(file: Dockerfile, it: Instruction, word: Word): string | null {
  const values = valuesAt(file, it);
  let isKnown = true;
  const path = expand(word.unquoted, it.escape, (name) => {
    const value = values.get(name)?.text ?? null;
    isKnown &&= value !== null;
    return value;
  });
  return !isKnown || /^<<|:\/\/|^git@/.test(path) ? null : path;
}

function describe(source: string, entries: BuildContext["entries"]): string {
  // A folder is copied with all that is in it, as a pattern of a .dockerignore takes it with all that is in it.
  const pattern = parseDockerignore(source.replace(/^!/, "\\!"));
  const isAll = pattern.patterns.every(({ text }) => text === "." || text === "/");
  const files = entries.filter(({ path, kind }) => kind !== "folder" && (isAll || isIgnored(pattern, path)));
  if (files.length === 0)
    return l10n.t("Nothing in the build context matches: it is not there, or `.dockerignore` keeps it out.");
  const size = bytes(files.reduce((sum, it) => sum + it.size, 0));
  const count = files.length === 1 ? l10n.t("1 file, {0}", size) : l10n.t("{0} files, {1}", files.length, size);
  const largest = files.toSorted((a, b) => b.size - a.size).slice(0, files.length === 1 ? 0 : NAMED);
  const lines = largest.map((it) => `- ${code(it.path)} ${bytes(it.size)}`);
  return [count, lines.join("\n")].filter((part) => part !== "").join("\n\n");
}
