import * as l10n from "@vscode/l10n";
import { projectOf } from "../../../compose/project.ts";
import { occurrencesOf } from "../../../compose/references.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unused-resource",
  aliases: [],
  severity: "hint",
  docs: {
    summary: () => l10n.t("A volume, network, secret or config is defined that no service uses."),
    why: () => l10n.t("It is never made. Often it is a leftover, or a service has forgotten to use it."),
    bad: "services:\n  web:\n    image: nginx:1.29\nvolumes:\n  data:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - data:/data\nvolumes:\n  data:\n",
  },
  messages: {
    unused: (name) => l10n.t("No service uses `{0}`.", name),
  },
  check(file, report) {
    const { files, isWhole } = projectOf(file);
    if (!isWhole || file.services.length === 0) return;
    const used = new Set<string>();
    for (const it of files.flatMap(occurrencesOf)) if (!it.isDefinition) used.add(`${it.kind} ${it.name}`);
    for (const kind of ["networks", "volumes", "secrets", "configs"] as const) {
      for (const { name, key } of file.entries(kind)) {
        if (used.has(`${kind} ${name}`) || (kind === "networks" && name === "default")) continue;
        report(key, "unused", { args: [name], tag: "unnecessary" });
      }
    }
  },
});
