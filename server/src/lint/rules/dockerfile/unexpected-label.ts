import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unexpected-label",
  aliases: ["DL3050"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A label is not in the project's list."),
    why: () => l10n.t("For projects with `strict-labels` in `.hadolint.yaml`."),
    bad: 'FROM alpine:3.22\nLABEL other="x"\n',
    good: "FROM alpine:3.22\nRUN id\n",
  },
  messages: { unexpected: (label) => l10n.t("The label `{0}` is not in the `label-schema` of the project.", label) },
  reach: "stage",
  keywords: ["LABEL"],
  check(file, report, { labelSchema, strictLabels }) {
    if (!strictLabels && labelSchema.size > 0) return;
    for (const it of file.all("LABEL")) {
      for (const { name } of it.pairs)
        if (!labelSchema.has(name.unquoted)) report(name, "unexpected", { args: [name.unquoted] });
    }
  },
});
