import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { insert } from "../../../text/span.ts";
import { appendCommand, commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { shippedRuns } from "../../last-stages.ts";
import { dockerfileRule } from "../../rule.ts";

const MOUNTS = ["/var/cache/apt", "/var/lib/apt"]
  .map((target) => ` --mount=type=cache,target=${target},sharing=locked`)
  .join("");

export default dockerfileRule({
  id: "apt-lists-left",
  aliases: ["DL3009"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The package lists of apt stay in the image."),
    why: () =>
      l10n.t(
        "They are some 20 to 40 MB that nobody needs. They must go in the same `RUN`: a later one cannot make a layer smaller.",
      ),
    bad: "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n",
    good: "FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
  },
  messages: { left: () => l10n.t("Remove the package lists in this same `RUN`: `rm -rf /var/lib/apt/lists/*`.") },
  keywords: ["FROM", "RUN"],
  check(file, report) {
    let lastNeed: number | undefined;
    for (const run of shippedRuns(file)) {
      const apt = aptIn(run);
      const update = apt.find(isUpdate);
      if (!update || hasMount(run, "/var/lib/apt/lists")) continue;
      if (hasMount(run, "/var/lib/apt") && hasMount(run, "/var/cache/apt")) continue;
      if (commandsIn(run, "rm", "find").some(takesLists)) continue;
      lastNeed ??= file.instructions.findLast(needsLists)?.start ?? 0;
      const isBelow = lastNeed > run.start;
      // Perhaps for a script that nobody has read here.
      const isAlone = !apt.some(uses);
      // Another rule tells of an update alone; without its lists the install below would find nothing.
      if (isBelow && isAlone) continue;
      const isNeeded = isBelow || isAlone;
      const edits = isNeeded ? null : appendCommand(run, "rm -rf /var/lib/apt/lists/*");
      const span = { start: spanIn(update, update.nameWord).start, end: spanIn(update, update.command).end };
      const append = edits && { title: () => l10n.t("Remove the lists at the end of this `RUN`"), edits };
      const mount = {
        title: () => l10n.t("Keep the lists in cache mounts"),
        edits: [insert(run.name.end, MOUNTS)],
        assist: true,
      };
      report(span, "left", { fixes: isNeeded ? [] : append ? [append, mount] : [mount] });
    }
  },
});

const aptIn = (run: Instruction): readonly RunCommand[] => commandsIn(run, "apt", "apt-get", "aptitude");
const isUpdate = ({ args }: RunCommand): boolean => hasWord(args, "update");
const uses = ({ args }: RunCommand): boolean => hasWord(args, ...USES);
const USES = ["install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "download", "source"];

/** `/var/lib/apt/lists/*_*`, `/var/lib/apt`, `/var/lib/{apt,dpkg}`. */
const takesLists = ({ args }: RunCommand): boolean =>
  args.some(({ value }) => /^\/var\/(?:lib\/)?(?:\*|apt\b|\{[^}]*\bapt\b)/.test(value));

/** A RUN that lives on the lists of one above it. */
function needsLists(it: Instruction): boolean {
  if (it.keyword !== "RUN") return false;
  const apt = aptIn(it);
  return apt.some(uses) && !apt.some(isUpdate);
}
