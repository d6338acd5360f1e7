import * as l10n from "@vscode/l10n";
import { countFlag, hasFlag, hasWord } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "apt-get-yes",
  aliases: ["DL3014"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`apt-get install` asks before it installs."),
    why: () => l10n.t("Nobody is there to answer, so the build stops."),
    bad: "FROM debian:13\nRUN apt-get install curl\n",
    good: "FROM debian:13\nRUN apt-get install -y curl\n",
  },
  messages: { yes: () => l10n.t("Add `-y`: nobody can answer while an image is built.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apt-get")) {
      const { args } = command;
      const install = args.find((of) => of.value === "install");
      if (!install || hasFlag(args, "y", "yes", "qq", "assume-yes") || hasWord(args, "-q=2")) continue;
      if (countFlag(args, "q") > 1 || countFlag(args, "quiet") > 1) continue;
      const edits = insertWord(command, install, "-y");
      report(spanIn(command, install), "yes", edits ? { fix: { title: () => l10n.t("Add `{0}`", "-y"), edits } } : {});
    }
  },
});
