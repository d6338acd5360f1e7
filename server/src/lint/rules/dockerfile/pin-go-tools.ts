import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isGoPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-go-tools",
  aliases: ["DL3062"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`go install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same tool."),
    bad: "FROM golang:1.25\nRUN go install example.com/tool@latest\n",
    good: "FROM golang:1.25\nRUN go install example.com/tool@v1.2.3\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version behind `@`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    const all = commandsIn(it, "go");
    const running = all.filter((of) => hasWord(of.args, "run"));
    for (const command of all) {
      const plain = plainWords(command.args);
      const words =
        running.length > 0
          ? running.includes(command)
            ? plain.slice(0, 2).filter((word) => word.value !== "run")
            : []
          : hasWord(command.args, "install", "get")
            ? plain.filter((word) => !["install", "get", "tool"].includes(word.value))
            : [];
      for (const word of words) if (!isGoPinned(word)) report(spanIn(command, word), "pin", { args: [word.value] });
    }
  },
});
