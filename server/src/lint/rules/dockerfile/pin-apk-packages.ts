import * as l10n from "@vscode/l10n";
import { hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isApkPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-apk-packages",
  aliases: ["DL3018"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`apk add` names versions."),
    why: () =>
      l10n.t(
        "The same Dockerfile then gives the same packages. The price: a version disappears from the archive some day and the build stops.",
      ),
    bad: "FROM alpine:3.22\nRUN apk add --no-cache curl\n",
    good: "FROM alpine:3.22\nRUN apk add --no-cache curl=8.14.1-r2\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}=…` or `{0}~…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apk")) {
      if (!hasWord(command.args, "add")) continue;
      for (const word of plainWords(command.args, "t", "virtual", "repository", "X")) {
        if (word.value !== "add" && !isApkPinned(word)) report(spanIn(command, word), "pin", { args: [word.value] });
      }
    }
  },
});
