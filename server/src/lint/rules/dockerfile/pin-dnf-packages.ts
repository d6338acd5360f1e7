import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isRpmPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";
import { runsWithVariables } from "../../variables.ts";

export default dockerfileRule({
  id: "pin-dnf-packages",
  aliases: ["DL3041"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`dnf install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same packages."),
    bad: "FROM fedora:43\nRUN dnf install -y curl\n",
    good: "FROM fedora:43\nRUN dnf install -y curl-8.15.0\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}-…`.", name) },
  keywords: ["FROM", "ARG", "ENV", "RUN"],
  check(file, report) {
    for (const { run, isKnown } of runsWithVariables(file)) {
      for (const command of commandsIn(run, "dnf", "microdnf")) {
        const { args } = command;
        if (!hasWord(args, "install") || hasWord(args, "group")) continue;
        const isModule = hasWord(args, "module");
        for (const word of plainWords(args)) {
          if (word.value === "install" || word.value === "module") continue;
          if (isModule ? !word.value.includes(":") : !isRpmPinned(word, isKnown))
            report(spanIn(command, word), "pin", { args: [word.value] });
        }
      }
    }
  },
});
