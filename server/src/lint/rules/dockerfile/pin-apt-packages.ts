import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isAptPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-apt-packages",
  aliases: ["DL3008"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`apt-get install` names versions."),
    why: () =>
      l10n.t(
        "The same Dockerfile then gives the same packages. The price: a version disappears from the archive some day and the build stops.",
      ),
    bad: "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n",
    good: "FROM debian:13\nRUN apt-get update && apt-get install -y curl=8.14.1-2\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}=…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apt-get")) {
      if (!hasWord(command.args, "install")) continue;
      for (const word of plainWords(command.args, "t", "target-release")) {
        if (word.value !== "install" && !isAptPinned(word))
          report(spanIn(command, word), "pin", { args: [word.value] });
      }
    }
  },
});
