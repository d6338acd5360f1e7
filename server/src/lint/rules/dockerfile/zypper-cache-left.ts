import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { appendCommand, commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "zypper-cache-left",
  aliases: ["DL3036"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The cache of zypper stays in the image."),
    why: () => l10n.t("It must go in the same `RUN`: a later one cannot make a layer smaller."),
    bad: "FROM opensuse/leap:15.6\nRUN zypper -n install curl\n",
    good: "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean\n",
  },
  messages: { left: (command) => l10n.t("Clean up in this same `RUN`: `{0}`.", command) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    const all = commandsIn(it, "zypper");
    const index = all.findIndex((of) => hasWord(of.args, "install", "in"));
    const install = all[index];
    if (
      !install ||
      hasMount(it, "/var/cache/zypp") ||
      all.some((of, i) => i > index && hasWord(of.args, "clean", "cc"))
    )
      return;
    const edits = appendCommand(it, "zypper clean");
    report(spanIn(install, install.nameWord), "left", {
      args: ["zypper clean"],
      ...(edits && { fix: { title: () => l10n.t("Add `{0}`", "zypper clean"), edits } }),
    });
  },
});
