import * as l10n from "@vscode/l10n";
import { hasFlag } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "apt-no-recommends",
  aliases: ["DL3015"],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`apt-get install` also installs what is only recommended."),
    why: () =>
      l10n.t("`--no-install-recommends` often halves what is installed. Check that nothing needed is missing then."),
    bad: "FROM debian:13\nRUN apt-get install -y curl\n",
    good: "FROM debian:13\nRUN apt-get install -y --no-install-recommends curl\n",
  },
  messages: { recommends: () => l10n.t("Add `--no-install-recommends` to install only what is needed.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apt-get")) {
      const { args } = command;
      const install = args.find((of) => of.value === "install");
      if (
        !install ||
        hasFlag(args, "no-install-recommends") ||
        args.some((of) => /APT::Install-Recommends=(?:false|0)$/.test(of.value))
      )
        continue;
      const edits = insertWord(command, install, "--no-install-recommends");
      report(
        spanIn(command, install),
        "recommends",
        edits ? { fix: { title: () => l10n.t("Add `{0}`", "--no-install-recommends"), edits } } : {},
      );
    }
  },
});
