import * as l10n from "@vscode/l10n";
import type { ComposeFile, Entry } from "../../../compose/compose-file.ts";
import { cyclesIn } from "../../../compose/cycles.ts";
import { type Occurrence, occurrencesIn } from "../../../compose/references.ts";
import { KeptWith } from "../../../text/once.ts";
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
    const edges = new Map<string, ReadonlyMap<string, Occurrence>>();
    for (const service of file.services) edges.set(service.name, awaitedBy(file, service));
    const seen = new Set<Occurrence["span"]>();
    for (const { path, edge } of cyclesIn(edges)) {
      if (seen.size === seen.add(edge.span).size) continue;
      report(edge.span, "cycle", { args: [path.map((it) => `\`${it}\``).join(" → ")] });
    }
  },
});

/** By the list of what the service names, which is kept as long as the service stays the same. */
const known = new KeptWith<readonly Occurrence[], ReadonlyMap<string, Occurrence>>();

function awaitedBy(file: ComposeFile, service: Entry): ReadonlyMap<string, Occurrence> {
  const all = occurrencesIn(file, service);
  const before = known.get(all);
  if (before) return before;
  const waits = all.filter((it) => it.kind === "services" && ROLES.has(it.role) && !it.file);
  const found = new Map(waits.reverse().map((it) => [it.name, it]));
  known.set(all, found);
  return found;
}
