import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../../dockerfile/dockerfile.ts";
import type { Instruction, Word } from "../../../dockerfile/instruction.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { plainWords } from "../../../shell/arguments.ts";
import { lineAfter, remove, replace } from "../../../text/span.ts";
import { isArchive } from "../../archives.ts";
import { commandsIn, type RunCommand } from "../../commands.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "archive-copied-to-extract",
  aliases: ["DL3010"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("An archive is copied and then unpacked."),
    why: () =>
      l10n.t(
        "The archive stays in the image beside its contents. `ADD` unpacks a local archive without leaving it there.",
      ),
    bad: "FROM alpine:3.22\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /app\n",
    good: "FROM alpine:3.22\nADD app.tar.gz /app/\n",
  },
  messages: {
    add: (archive) => l10n.t("Use `ADD` for `{0}`: it unpacks the archive without leaving it in the image.", archive),
  },
  reach: "stage",
  keywords: ["COPY", "RUN"],
  check(file, report) {
    for (const { instructions } of partsOf(file.stages)) {
      const copied = new Map<string, { readonly word: Word; readonly copy: Instruction }>();
      for (const it of instructions) {
        if (it.keyword === "COPY" && !it.flag("from")) {
          const items = it.json ? it.json.items : it.words;
          const destination = items.at(-1);
          const named = destination && isArchive(destination.unquoted) ? [destination] : items.slice(0, -1);
          for (const word of named)
            if (isArchive(word.unquoted)) copied.set(fileName(word.unquoted), { word, copy: it });
        }
        if (it.keyword !== "RUN" || copied.size === 0) continue;
        for (const command of commandsIn(it)) {
          if (!unpacks(command)) continue;
          for (const { value } of plainWords(command.args)) {
            const found = copied.get(fileName(value));
            if (!found) continue;
            const fix = addInstead(file, found.copy, it, command);
            report(found.word, "add", { args: [found.word.unquoted], fix });
            copied.delete(fileName(value));
          }
        }
      }
    }
  },
});

const UNPACKERS: ReadonlySet<string> = new Set("unzip gunzip bunzip2 unlzma unxz zgz uncompress zcat gzcat".split(" "));

const unpacks = ({ name, args }: RunCommand): boolean =>
  name === "tar"
    ? args.some((it) => it.value === "--extract" || it.value === "--get" || /^-[^-]*x/.test(it.value))
    : name !== null && UNPACKERS.has(name);

/** `ADD` to where the archive is unpacked; null where the RUN does more, or unpacks in another way than `ADD`. */
function addInstead(file: Dockerfile, copy: Instruction, run: Instruction, { name, args }: RunCommand): Fix | null {
  const at = args.findIndex((it) => it.value === "-C");
  const folder = at < 0 ? "." : args[at + 1]?.value;
  const others = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const isPlain = others.every((it) => it.isLiteral && (!it.value.startsWith("-") || /^-[xvzjJfp]+$/.test(it.value)));
  const isAll = name === "tar" && isPlain && commandsIn(run).length === 1 && others.length === 2;
  const destination = copy.words[1];
  if (!isAll || !folder || copy.json || copy.words.length !== 2 || !destination) return null;
  const line = { start: run.start, end: lineAfter(file.text, run.end) };
  return {
    title: () => l10n.t("Let `ADD` unpack it"),
    edits: [replace(copy.name, "ADD"), replace(destination, `${folder.replace(/\/$/, "")}/`), remove(line)],
  };
}

/** Also of a Windows path. */
const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
