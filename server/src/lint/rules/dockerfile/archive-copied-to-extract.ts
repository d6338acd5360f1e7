import * as l10n from "@vscode/l10n";
import type { Word } from "../../../dockerfile/instruction.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { plainWords } from "../../../shell/arguments.ts";
import { isArchive } from "../../archives.ts";
import { commandsIn, type RunCommand } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "archive-copied-to-extract",
  aliases: ["DL3010"],
  severity: "warning",
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
  check(file, report) {
    for (const { instructions } of partsOf(file.stages)) {
      const copied = new Map<string, Word>();
      for (const it of instructions) {
        if (it.keyword === "COPY" && !it.flag("from")) {
          const items = it.json ? it.json.items : it.words;
          const destination = items.at(-1);
          const named = destination && isArchive(destination.unquoted) ? [destination] : items.slice(0, -1);
          for (const word of named) if (isArchive(word.unquoted)) copied.set(fileName(word.unquoted), word);
        }
        if (it.keyword !== "RUN" || copied.size === 0) continue;
        for (const command of commandsIn(it)) {
          if (!unpacks(command)) continue;
          for (const { value } of plainWords(command.args)) {
            const word = copied.get(fileName(value));
            if (!word) continue;
            report(word, "add", { args: [word.unquoted] });
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

/** Also of a Windows path. */
const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
