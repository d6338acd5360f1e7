import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isZypperPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-zypper-packages",
  aliases: ["DL3037"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`zypper install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same packages."),
    bad: "FROM opensuse/leap:15.6\nRUN zypper -n install curl\n",
    good: "FROM opensuse/leap:15.6\nRUN zypper -n install curl=8.6.0\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}=…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "zypper")) {
      if (!hasWord(command.args, "install", "in")) continue;
      for (const word of plainWords(command.args)) {
        if (word.value !== "install" && word.value !== "in" && !isZypperPinned(word))
          report(spanIn(command, word), "pin", { args: [word.value] });
      }
    }
  },
});
