import * as l10n from "@vscode/l10n";
import { hasWord } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
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
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const [tool, { update, use }] of TOOLS) {
      const commands = commandsIn(it, "apt-get", "apt", "apk");
      const updating = commandsIn(it, tool).find(({ args }) => hasWord(args, ...update));
      if (!updating || commands.some(({ args }) => hasWord(args, ...use)) || commandsIn(it).length > 3) continue;
      report(
        { start: spanIn(updating, updating.nameWord).start, end: spanIn(updating, updating.command).end },
        "alone",
        { args: [tool] },
      );
    }
  },
});
