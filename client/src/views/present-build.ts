/** How a build looks in the tree. */
import * as l10n from "@vscode/l10n";
import { type BuildRecord, recordText } from "../build/history.ts";
import type { BuildNode } from "./node.ts";
import { icon, lines, type Row, row } from "./row.ts";

const ICONS = {
  built: icon("pass", "testing.iconPassed"),
  failed: icon("error", "testing.iconFailed"),
  cancelled: icon("circle-slash", "disabledForeground"),
} as const;

export function buildRow({ build, previous }: BuildNode): Row {
  const { options, outcome, startedAt, dockerfile } = build;
  const description = recordText(build, previous);
  const [tag, when] = [options.tag, new Date(startedAt).toLocaleString()];
  return row({
    label: tag,
    description,
    tooltip: lines(
      `${tag}: ${outcomeText(outcome)}`,
      description,
      when,
      dockerfile,
      options.target !== null && l10n.t("Stage: {0}", options.target),
      options.platform !== null && l10n.t("Platform: {0}", options.platform),
    ),
    spoken: [tag, outcomeText(outcome), description, when].join(", "),
    icon: ICONS[outcome],
    command: "gantry.builds.log",
  });
}

function outcomeText(outcome: BuildRecord["outcome"]): string {
  switch (outcome) {
    case "built":
      return l10n.t("built");
    case "failed":
      return l10n.t("failed");
    case "cancelled":
      return l10n.t("cancelled");
  }
}
