import * as l10n from "@vscode/l10n";
import { issuesOfKind } from "../../../compose/validate.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "missing-key",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A key that must be there is missing."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      db: {}\n  db:\n    image: postgres:18\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      db:\n        condition: service_started\n  db:\n    image: postgres:18\n",
  },
  messages: {
    missing: (key) => l10n.t("`{0}` is missing here.", key),
  },
  check(file, report) {
    for (const { owner, key } of issuesOfKind(file, "missing")) {
      const span =
        owner.kind === "scalar" ? owner : { start: owner.start, end: firstLineEnd(file.text, owner.start, owner.end) };
      report(span, "missing", { args: [key] });
    }
  },
});

function firstLineEnd(text: string, start: number, end: number): number {
  const lineBreak = text.slice(start, end).search(/\r?\n/);
  return lineBreak < 0 ? end : start + lineBreak;
}
