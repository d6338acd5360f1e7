import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "zypper-dist-upgrade",
  aliases: ["DL3035"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("`zypper dist-upgrade` changes the whole system."),
    why: () => l10n.t("What comes out depends on the day. Take a newer base image instead."),
    bad: "FROM opensuse/leap:15.6\nRUN zypper dup\n",
    good: "FROM opensuse/leap:15.6\nRUN zypper -n install curl\n",
  },
  messages: {
    upgrade: (verb) => l10n.t("`zypper {0}` changes the whole system: take a newer base image instead.", verb),
  },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "zypper")) {
      const verb = command.args.find((of) => /^(?:dist-upgrade|dup)$/.test(of.value));
      if (verb) report(spanIn(command, verb), "upgrade", { args: [verb.value] });
    }
  },
});
