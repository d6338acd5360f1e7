import * as l10n from "@vscode/l10n";
import { stageNames, surelyDockerfileOf } from "../../../compose/dockerfiles.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unknown-build-stage",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`build.target` names no stage of the Dockerfile."),
    why: () => l10n.t("The build stops: there is nothing of that name to build."),
    bad: "services:\n  web:\n    build:\n      dockerfile_inline: FROM alpine:3.22 AS runtime\n      target: runtim\n",
    good: "services:\n  web:\n    build:\n      dockerfile_inline: FROM alpine:3.22 AS runtime\n      target: runtime\n",
  },
  messages: {
    unknown: (name) => l10n.t("The Dockerfile has no stage `{0}`.", name),
    meant: (name, other) => l10n.t("The Dockerfile has no stage `{0}`. Did you mean `{1}`?", name, other),
  },
  check(file, report) {
    const seen = new Set();
    for (const service of file.services) {
      const target = file.scalar(service.body, "build", "target");
      const isNew = target && !seen.has(target) && !target.value.includes("$");
      const dockerfile = isNew ? surelyDockerfileOf(file, service) : null;
      if (!target || !dockerfile) continue;
      seen.add(target);
      const { value } = target;
      const names = stageNames(dockerfile);
      const isNumber = /^\d+$/.test(value) && Number(value) < dockerfile.stages.list.length;
      if (isNumber || names.some((it) => it.toLowerCase() === value.toLowerCase())) continue;
      const meant = nearest(value, names);
      if (!meant) report(target, "unknown", { args: [value] });
      else {
        const fix = changeTo(meant, target.content);
        report(target, "meant", { args: [value, meant], fix });
      }
    }
  },
});
