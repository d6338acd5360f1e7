import * as l10n from "@vscode/l10n";
import { hasFlag, hasWord } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "zypper-yes",
  aliases: ["DL3034"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`zypper` asks before it changes something."),
    why: () => l10n.t("Nobody is there to answer, so the build stops."),
    bad: "FROM opensuse/leap:15.6\nRUN zypper install curl\n",
    good: "FROM opensuse/leap:15.6\nRUN zypper -n install curl\n",
  },
  messages: { yes: () => l10n.t("Add `-n`: nobody can answer while an image is built.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "zypper")) {
      const { args } = command;
      if (
        !hasWord(args, "install", "in", "remove", "rm", "source-install", "si", "patch") ||
        hasFlag(args, "non-interactive", "n", "no-confirm", "y")
      )
        continue;
      const edits = insertWord(command, command.nameWord, "-n");
      report(
        spanIn(command, command.nameWord),
        "yes",
        edits ? { fix: { title: () => l10n.t("Add `{0}`", "-n"), edits } } : {},
      );
    }
  },
});
