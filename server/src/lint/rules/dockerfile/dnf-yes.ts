import * as l10n from "@vscode/l10n";
import { hasFlag } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "dnf-yes",
  aliases: ["DL3038"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`dnf install` asks before it installs."),
    why: () => l10n.t("Nobody is there to answer, so the build stops."),
    bad: "FROM fedora:43\nRUN dnf install curl\n",
    good: "FROM fedora:43\nRUN dnf install -y curl\n",
  },
  messages: { yes: () => l10n.t("Add `-y`: nobody can answer while an image is built.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "dnf", "microdnf")) {
      const install = command.args.find((of) => /^(?:group|local)?install$/.test(of.value));
      if (!install || hasFlag(command.args, "y", "assumeyes")) continue;
      const edits = insertWord(command, install, "-y");
      report(spanIn(command, install), "yes", edits ? { fix: { title: () => l10n.t("Add `{0}`", "-y"), edits } } : {});
    }
  },
});
