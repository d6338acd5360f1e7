import * as l10n from "@vscode/l10n";
import { hasFlag, hasWord } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const PROGRESS = "--progress=dot:giga";

export default dockerfileRule({
  id: "wget-progress",
  aliases: ["DL3047"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`wget` fills the build log with its progress bar."),
    why: () => l10n.t("What matters is hard to find then. `--progress=dot:giga` says little, `-q` nothing."),
    bad: "FROM debian:13\nRUN apt-get update && apt-get install -y wget && wget https://example.com/a\n",
    good: "FROM debian:13\nRUN apt-get update && apt-get install -y wget && wget --progress=dot:giga https://example.com/a\n",
  },
  messages: { progress: () => l10n.t("Add `--progress=dot:giga` or `-q`: the progress bar fills the log.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "wget")) {
      const { args } = command;
      if (
        hasFlag(args, "progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose") ||
        hasWord(args, "-nv")
      )
        continue;
      const fixes = [PROGRESS, "-q"].flatMap((option) => {
        const edits = insertWord(command, command.nameWord, option);
        // The wget of BusyBox has no such flag: where there is apt-get it is another one.
        const assist = option !== PROGRESS || !command.script.names.has("apt-get");
        return edits ? [{ title: () => l10n.t("Add `{0}`", option), edits, assist }] : [];
      });
      report(spanIn(command, command.nameWord), "progress", { fixes });
    }
  },
});
