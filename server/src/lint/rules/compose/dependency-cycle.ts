import * as l10n from "@vscode/l10n";
import { cyclesIn } from "../../../compose/cycles.ts";
import { type Occurrence, occurrencesOf } from "../../../compose/references.ts";
import { serviceAt } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

const ROLES = new Set(["depends_on", "links", "volumes_from", "network_mode", "ipc", "pid", "uts", "cgroup"]);

export default composeRule({
  id: "dependency-cycle",
  aliases: [],
  severity: "error",
  ofActive: true,
  docs: {
    summary: () => l10n.t("Services wait for each other in a circle."),
    why: () => l10n.t("None of them could start first, so Docker Compose refuses the project."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    depends_on: [api]\n  api:\n    image: node:24\n    depends_on: [web]\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    depends_on: [api]\n  api:\n    image: node:24\n",
  },
  messages: {
    cycle: (path) => l10n.t("These services wait for each other: {0}.", path),
  },
  check(file, report) {
    const edges = new Map<string, Map<string, Occurrence>>();
    for (const it of occurrencesOf(file)) {
      if (it.kind !== "services" || !ROLES.has(it.role)) continue;
      const owner = serviceAt(file, it.span.start);
      if (!owner) continue;
      const from = edges.get(owner.name) ?? new Map();
      if (!from.has(it.name)) from.set(it.name, it);
      edges.set(owner.name, from);
    }
    for (const { path, edge } of cyclesIn(edges)) {
      report(edge.span, "cycle", { args: [path.map((it) => `\`${it}\``).join(" → ")] });
    }
  },
});
