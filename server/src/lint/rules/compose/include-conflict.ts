import * as l10n from "@vscode/l10n";
import { type ComposeFile, type Entry, SECTIONS } from "../../../compose/compose-file.ts";
import { uriOf } from "../../../compose/env.ts";
import { nameOf } from "../../../compose/files.ts";
import { includedPaths, includesOf, otherFile } from "../../../compose/project.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "include-conflict",
  aliases: [],
  severity: "error",
  docs: {
    summary: () =>
      l10n.t("Something is defined in a file that is included, and here or in another one that is included too."),
    why: () =>
      l10n.t(
        "Docker Compose refuses the project: what is included cannot be changed from outside. Give it another name, lay an override file over the project, or name both files in one `path` of `include`.",
      ),
    bad: "include:\n  - included.yaml\nservices:\n  db:\n    image: postgres:17\n",
    good: "include:\n  - included.yaml\nservices:\n  db2:\n    image: postgres:17\n",
  },
  messages: {
    own: (name, file) => l10n.t("`{0}` is defined in `{1}` too, which is included: rename one of them.", name, file),
    both: (name, file, other) =>
      l10n.t("`{0}` is defined in `{1}` and in `{2}`, and both are included.", name, file, other),
  },
  check(file, report) {
    const known = new Map<string, Defined>();
    for (const { paths } of includesOf(file)) {
      const [first] = paths;
      const found = new Map<string, Defined>();
      for (const { value } of paths) addAll(file, uriOf(file, value), found);
      for (const [key, defined] of found) {
        const other = known.get(key);
        if (!other) known.set(key, defined);
        else if (first && differ(other, defined)) {
          const names = [other, defined].map((it) => nameOf(it.file.document.uri));
          report(first, "both", { args: [defined.entry.name, ...names] });
        }
      }
    }
    if (known.size === 0) return;
    for (const section of SECTIONS) {
      for (const entry of file.entries(section)) {
        const other = known.get(`${section} ${entry.name}`);
        if (other && differ(other, { file, entry }))
          report(entry.key, "own", { args: [entry.name, nameOf(other.file.document.uri)] });
      }
    }
  },
});

interface Defined {
  readonly file: ComposeFile;
  readonly entry: Entry;
}

/** What the file and those that it includes define; of files that are merged, the first. */
function addAll(from: ComposeFile, uri: string | null, found: Map<string, Defined>, seen = new Set<string>()): void {
  if (uri === null || seen.has(uri)) return;
  seen.add(uri);
  const file = otherFile(from, uri);
  if (!file) return;
  for (const section of SECTIONS) {
    for (const entry of file.entries(section)) {
      const key = `${section} ${entry.name}`;
      if (!found.has(key)) found.set(key, { file, entry });
    }
  }
  for (const { value } of includedPaths(file)) addAll(file, uriOf(file, value), found, seen);
}

/** As they are written; Docker Compose takes the same thing twice. */
const differ = (a: Defined, b: Defined): boolean => written(a) !== written(b);

const written = ({ file, entry }: Defined): string =>
  file.text
    .slice(entry.pair.value.start, entry.pair.value.end)
    .replace(/\s+(?:#.*)?/g, " ")
    .trim();
