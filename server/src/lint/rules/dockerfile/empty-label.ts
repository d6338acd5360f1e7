import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "empty-label",
  aliases: ["DL3051"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A label that the project demands is empty."),
    why: () => l10n.t("For projects with a `label-schema` in `.hadolint.yaml`."),
    bad: 'FROM alpine:3.22\nLABEL maintainer=""\n',
    good: 'FROM alpine:3.22\nLABEL maintainer="team"\n',
  },
  messages: { empty: (label) => l10n.t("The label `{0}` is empty.", label) },
  reach: "stage",
  keywords: ["LABEL"],
  check(file, report, { labelSchema }) {
    for (const it of file.all("LABEL")) {
      for (const { name, value, word } of it.pairs) {
        if ((labelSchema.size === 0 || labelSchema.has(name.unquoted)) && (value?.unquoted ?? "") === "")
          report(word, "empty", { args: [name.unquoted] });
      }
    }
  },
});
