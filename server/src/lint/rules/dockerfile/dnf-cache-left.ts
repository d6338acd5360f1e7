import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { appendCommand, commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const CHANGES = ["install", "in", "upgrade", "up", "upgrade-minimal", "up-min", "reinstall", "rei"];

export default dockerfileRule({
  id: "dnf-cache-left",
  aliases: ["DL3040"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The cache of dnf stays in the image."),
    why: () => l10n.t("It must go in the same `RUN`: a later one cannot make a layer smaller."),
    bad: "FROM fedora:43\nRUN dnf install -y curl\n",
    good: "FROM fedora:43\nRUN dnf install -y curl && dnf clean all\n",
  },
  messages: { left: (command) => l10n.t("Clean up in this same `RUN`: `{0}`.", command) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    if (hasMount(it, "/var/cache/libdnf5") || hasMount(it, ".cache/libdnf5")) return;
    for (const tool of ["dnf", "microdnf"]) {
      const all = commandsIn(it, tool, "rm");
      const index = all.findIndex((of) => of.name === tool && hasWord(of.args, ...CHANGES));
      const install = all[index];
      if (!install) continue;
      const isClean = (of: RunCommand): boolean =>
        hasWord(of.args, ...(of.name === tool ? ["clean", "all"] : ["-rf", "/var/cache/libdnf5*"]));
      if (all.some((of, i) => i > index && isClean(of))) continue;
      const clean = `${tool} clean all`;
      const edits = appendCommand(it, clean);
      report(spanIn(install, install.nameWord), "left", {
        args: [clean],
        ...(edits && { fix: { title: () => l10n.t("Add `{0}`", clean), edits } }),
      });
    }
  },
});
