import * as l10n from "@vscode/l10n";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "platform-not-built",
  aliases: [],
  severity: "error",
  ofActive: true,
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A service runs on a platform that its `build.platforms` leaves out."),
    why: () => l10n.t("Docker Compose refuses the project: there would be no image to run."),
    bad: "services:\n  web:\n    platform: linux/arm64\n    build:\n      context: app\n      platforms:\n        - linux/amd64\n",
    good: "services:\n  web:\n    platform: linux/arm64\n    build:\n      context: app\n      platforms:\n        - linux/amd64\n        - linux/arm64\n",
  },
  messages: {
    missing: (platform) => l10n.t("`build.platforms` leaves out `{0}`, on which the service runs.", platform),
  },
  check(file, report) {
    for (const { body } of file.services) {
      const platform = file.scalar(body, "platform");
      if (!platform) continue;
      const list = file.get(body, "build", "platforms");
      const built = file.scalars(list);
      if (built.length === 0 || [platform, ...built].some((it) => it.value.includes("$"))) continue;
      if (built.some((it) => it.value === platform.value)) continue;
      const last = built.at(-1);
      const isBlock = list?.kind === "seq" && !list.isFlow && last && last.start === list.items.at(-1)?.start;
      const column = isBlock ? file.document.positionAt(file.text.lastIndexOf("-", last.start)).character : 0;
      const newText = isBlock ? `\n${" ".repeat(column)}- ${platform.value}` : `, ${platform.value}`;
      const isList = list?.kind === "seq";
      const fix =
        isList && last
          ? {
              title: () => l10n.t("Add `{0}` to `{1}`", platform.value, "build.platforms"),
              edits: [insert(last.end, newText)],
            }
          : null;
      report(platform, "missing", { args: [platform.value], fix });
    }
  },
});
