import * as l10n from "@vscode/l10n";
import { plainWords } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { isNpmPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-npm-packages",
  aliases: ["DL3016"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`npm install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same packages. `npm ci` with a lock file does it too."),
    bad: "FROM node:24\nRUN npm install -g serve\n",
    good: "FROM node:24\nRUN npm install -g serve@14.2.5\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}@…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "npm")) {
      const [first, ...packages] = plainWords(command.args, "loglevel", "registry");
      if (first?.value !== "install") continue;
      for (const word of packages) if (!isNpmPinned(word)) report(spanIn(command, word), "pin", { args: [word.value] });
    }
  },
});
