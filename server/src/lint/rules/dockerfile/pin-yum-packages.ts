import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isRpmPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";
import { runsWithVariables } from "../../variables.ts";

export default dockerfileRule({
  id: "pin-yum-packages",
  aliases: ["DL3033"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`yum install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same packages."),
    bad: "FROM centos:7\nRUN yum install -y curl\n",
    good: "FROM centos:7\nRUN yum install -y curl-7.29.0\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}-…`.", name) },
  keywords: ["FROM", "ARG", "ENV", "RUN"],
  check(file, report) {
    for (const { run, isKnown } of runsWithVariables(file)) {
      for (const command of commandsIn(run, "yum")) {
        if (!hasWord(command.args, "install")) continue;
        const isModule = hasWord(command.args, "module");
        for (const word of plainWords(command.args)) {
          if (word.value === "install" || word.value === "module") continue;
          if (isModule ? !word.value.includes(":") : !isRpmPinned(word, isKnown))
            report(spanIn(command, word), "pin", { args: [word.value] });
        }
      }
    }
  },
});
