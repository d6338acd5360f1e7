import * as l10n from "@vscode/l10n";
import { inheriting, type Stage, withBases } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "missing-label",
  aliases: ["DL3049"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A label that the project demands is missing."),
    why: () =>
      l10n.t(
        "For projects with a `label-schema` in `.hadolint.yaml`; without one it is `org.opencontainers.image.source`.",
      ),
    bad: "FROM alpine:3.22\nRUN id\n",
    good: 'FROM alpine:3.22\nLABEL org.opencontainers.image.source="https://example.com"\n',
  },
  messages: { missing: (label) => l10n.t("The label `{0}` is missing.", label) },
  keywords: ["FROM", "LABEL", "COPY"],
  check(file, report, { labelSchema }) {
    const demanded = labelSchema.size > 0 ? [...labelSchema.keys()] : ["org.opencontainers.image.source"];
    const copied = new Set([...file.all("COPY")].flatMap((it) => it.flag("from")?.value?.text ?? []));
    for (const label of demanded) {
      const sets = (stage: Stage): boolean =>
        stage.instructions.some(
          (it) => it.keyword === "LABEL" && it.pairs.some((pair) => pair.name.unquoted === label),
        );
      const replaced = withBases(inheriting(file.stages.list, sets));
      for (const stage of file.stages.list) {
        if (replaced.has(stage) || copied.has(stage.name?.text ?? "") || copied.has(String(stage.index))) continue;
        report(stage.from.name, "missing", { args: [label] });
      }
    }
  },
});
