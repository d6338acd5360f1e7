import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { onceFor } from "../../../text/once.ts";
import { commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { joined } from "../../join-runs.ts";
import { dockerfileRule } from "../../rule.ts";

/** What brings the lists of packages up to date, and what uses them. */
const TOOLS: ReadonlyMap<string, { readonly update: readonly string[]; readonly use: readonly string[] }> = new Map([
  [
    "apt-get",
    { update: ["update"], use: ["install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "download"] },
  ],
  ["apt", { update: ["update"], use: ["install", "upgrade", "full-upgrade", "build-dep", "download"] }],
  ["apk", { update: ["update"], use: ["add", "upgrade", "fetch"] }],
]);

export default dockerfileRule({
  id: "update-alone",
  aliases: ["DS-0017", "CKV_DOCKER_5"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The lists of packages are updated in a `RUN` of their own."),
    why: () =>
      l10n.t(
        "That step stays cached while the lists grow old: an install in a later `RUN` then asks for versions that are gone. Update and install in one `RUN`.",
      ),
    bad: "FROM debian:13\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl\n",
    good: "FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n",
  },
  messages: {
    alone: (tool) =>
      l10n.t("Put `{0} update` and the install into one `RUN`: alone it stays cached and grows old.", tool),
  },
  reach: "stage",
  check(file, report) {
    const { instructions } = file;
    for (const [index, outer] of instructions.entries()) {
      const it = outer.trigger ?? outer;
      const found = it.keyword === "RUN" ? updateIn(it) : null;
      if (!found) continue;
      const { tool, updating } = found;
      const span = { start: spanIn(updating, updating.nameWord).start, end: spanIn(updating, updating.command).end };
      const next = instructions[index + 1];
      const canJoin = it === outer && next?.keyword === "RUN" && uses(next);
      const fix = canJoin ? joined(file, it, next, () => l10n.t("Join with the `RUN` below")) : null;
      report(span, "alone", { args: [tool], fix });
    }
  },
});

const uses = (run: Instruction): boolean =>
  [...TOOLS].some(([tool, { use }]) => commandsIn(run, tool).some(({ args }) => hasWord(args, ...use)));

/** The update that a RUN does for nothing; worked out once, as most of them stay as they are while a file is edited. */
const updateIn = onceFor((run: Instruction): { readonly tool: string; readonly updating: RunCommand } | null => {
  for (const [tool, { update }] of TOOLS) {
    const updating = commandsIn(run, tool).find(({ args }) => hasWord(args, ...update));
    if (updating && !uses(run) && commandsIn(run).length <= 3) return { tool, updating };
  }
  return null;
});
