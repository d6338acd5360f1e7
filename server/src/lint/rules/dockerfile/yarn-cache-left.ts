import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { appendCommand, commandsIn, spanIn } from "../../commands.ts";
import { shippedRuns } from "../../last-stages.ts";
import { dockerfileRule } from "../../rule.ts";

const CLEAN = "yarn cache clean";

export default dockerfileRule({
  id: "yarn-cache-left",
  aliases: ["DL3060"],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The cache of yarn stays in the image."),
    why: () => l10n.t("`yarn cache clean` in the same `RUN` removes it; a cache mount keeps it outside the image."),
    bad: "FROM node:24\nRUN yarn install\n",
    good: "FROM node:24\nRUN yarn install && yarn cache clean\n",
  },
  messages: { left: () => l10n.t("Run `yarn cache clean` behind it in the same `RUN`, or mount a cache.") },
  keywords: ["FROM", "RUN"],
  check(file, report) {
    for (const run of shippedRuns(file)) {
      const all = commandsIn(run, "yarn");
      const install = all.findIndex((it) => hasWord(it.args, "install"));
      const command = all[install];
      if (!command) continue;
      const clean = all.findIndex((it) => hasWord(it.args, "cache", "clean"));
      if (clean < 0 ? hasMount(run, ".cache/yarn") : clean > install) continue;
      const edits = appendCommand(run, CLEAN);
      const fix = edits && { title: () => l10n.t("Add `{0}`", CLEAN), edits };
      report(spanIn(command, command.nameWord), "left", fix ? { fix } : {});
    }
  },
});
