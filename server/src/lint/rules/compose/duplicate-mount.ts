import * as l10n from "@vscode/l10n";
import { mountsOf } from "../../../compose/services.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "duplicate-mount",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A service mounts two things in the same place."),
    why: () => l10n.t("Only one of them can be there: the last, or none when the other is a `tmpfs`."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - ./a:/data\n      - ./b:/data/\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - ./a:/data\n      - ./b:/more\n",
  },
  messages: {
    taken: (target) => l10n.t("Something is mounted at `{0}` already.", target),
  },
  reach: "service",
  check(file, report) {
    for (const { body } of file.services) {
      const taken = new Map<string, ScalarNode>();
      const add = (node: ScalarNode, target: string): void => {
        if (target === "" || target.includes("$")) return;
        const path = target.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");
        const other = taken.get(path);
        taken.set(path, other ?? node);
        if (!other) return;
        const related = [{ span: other, message: () => l10n.t("It is mounted here.") }];
        report(node, "taken", { args: [path], related });
      };
      for (const { node, target } of mountsOf(file, body)) add(node, target ?? "");
      for (const node of file.scalars(file.get(body, "tmpfs"))) add(node, node.value.split(":", 1)[0] ?? "");
    }
  },
});
