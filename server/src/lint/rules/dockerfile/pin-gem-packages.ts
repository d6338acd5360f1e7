import * as l10n from "@vscode/l10n";
import { hasWord } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { gemsOf } from "../../packages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "pin-gem-packages",
  aliases: ["DL3028"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`gem install` names versions."),
    why: () => l10n.t("The same Dockerfile then gives the same gems."),
    bad: "FROM ruby:3.4\nRUN gem install bundler\n",
    good: "FROM ruby:3.4\nRUN gem install bundler:2.7.2\n",
  },
  messages: { pin: (name) => l10n.t("Give `{0}` a version: `{0}:…`.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "gem")) {
      const { args } = command;
      if (!hasWord(args, "install", "i") || args.some((of) => /^(?:-v|--version(?:=.*)?)$/.test(of.value))) continue;
      for (const word of gemsOf(args))
        if (!word.value.includes(":")) report(spanIn(command, word), "pin", { args: [word.value] });
    }
  },
});
