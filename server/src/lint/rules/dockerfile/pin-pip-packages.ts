import * as l10n from "@vscode/l10n";
import { hasFlag, hasWord, plainWords } from "../../../shell/arguments.ts";
import { commandsIn, isPipInstall, spanIn } from "../../commands.ts";
import { isPipPinned } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-pip-packages",
  aliases: ["DL3013"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`pip install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same packages. A requirements file does it too."),
    bad: "FROM python:3.13\nRUN pip install flask\n",
    good: "FROM python:3.13\nRUN pip install flask==3.1.2\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}==…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it)) {
      const { args } = command;
      if (
        !isPipInstall(command) ||
        hasWord(args, "-r", "--requirement", ".") ||
        hasFlag(args, "c", "constraint", "requirement")
      )
        continue;
      const plain = plainWords(args, ...WITH_VALUE);
      for (const word of plain.slice(plain.findIndex((of) => of.value === "install") + 1)) {
        if (!isPipPinned(word)) report(spanIn(command, word), "pin", { args: [word.value] });
      }
    }
  },
});

const WITH_VALUE =
  "abi b build e editable extra-index-url f find-links i index-url implementation no-binary only-binary platform prefix progress-bar proxy python python-version root root-user-action src t target trusted-host upgrade-strategy".split(
    " ",
  );
