import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { appendCommand, commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "yum-cache-left",
  aliases: ["DL3032"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The cache of yum stays in the image."),
    why: () => l10n.t("It must go in the same `RUN`: a later one cannot make a layer smaller."),
    bad: "FROM centos:7\nRUN yum install -y curl\n",
    good: "FROM centos:7\nRUN yum install -y curl && yum clean all\n",
  },
  messages: { left: (command) => l10n.t("Clean up in this same `RUN`: `{0}`.", command) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    const all = commandsIn(it, "yum", "rm");
    const index = all.findIndex((of) => of.name === "yum" && hasWord(of.args, "install"));
    const install = all[index];
    if (!install || hasMount(it, "/var/cache/yum")) return;
    const isClean = (of: RunCommand): boolean =>
      hasWord(of.args, ...(of.name === "yum" ? ["clean", "all"] : ["-rf", "/var/cache/yum/*"]));
    if (all.some((of, i) => isClean(of) && (of.name === "rm" || i > index))) return;
    const edits = appendCommand(it, "yum clean all");
    report(spanIn(install, install.nameWord), "left", {
      args: ["yum clean all"],
      ...(edits && { fix: { title: () => l10n.t("Add `{0}`", "yum clean all"), edits } }),
    });
  },
});
