/** How a build looks in the tree. */
import * as l10n from "@vscode/l10n";
import { outcomeText, recordFacts, recordText } from "../build/history.ts";
import { dateText } from "../ui/date-text.ts";
import type { BuildNode } from "./node.ts";
import { icon, lines, type Row, row } from "./row.ts";

const ICONS = {
  built: icon("pass", "testing.iconPassed"),
  failed: icon("error", "testing.iconFailed"),
  cancelled: icon("circle-slash", "disabledForeground"),
} as const;

export function buildRow({ build, previous }: BuildNode): Row {
  const { options, outcome, startedAt, dockerfile } = build;
  const facts = recordFacts(build, previous);
  const [tag, when] = [options.tag, dateText(startedAt)];
  return row({
    label: tag,
    description: recordText(build, previous),
    tooltip: lines(
      `${tag}: ${outcomeText(outcome)}`,
      facts.join(" · "),
      when,
      dockerfile,
      options.target !== null && l10n.t("Stage: {0}", options.target),
      options.platform !== null && l10n.t("Platform: {0}", options.platform),
    ),
    spoken: l10n.t("Build of {0}, {1}", tag, [outcomeText(outcome), ...facts, when].join(", ")),
    icon: ICONS[outcome],
    command: "gantry.builds.log",
  });
}
