import * as l10n from "@vscode/l10n";
import { hasFlag, hasWord } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "wget-progress",
  aliases: ["DL3047"],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`wget` fills the build log with its progress bar."),
    why: () => l10n.t("What matters is hard to find then. `--progress=dot:giga` says little, `-q` nothing."),
    bad: "FROM debian:13\nRUN wget https://example.com/a\n",
    good: "FROM debian:13\nRUN wget --progress=dot:giga https://example.com/a\n",
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
      const options = ["--progress=dot:giga", "-q"];
      const fixes = options.flatMap((option) => {
        const edits = insertWord(command, command.nameWord, option);
        return edits ? [{ title: () => l10n.t("Add `{0}`", option), edits }] : [];
      });
      report(spanIn(command, command.nameWord), "progress", { fixes });
    }
  },
});
