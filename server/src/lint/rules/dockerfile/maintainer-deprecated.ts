import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "maintainer-deprecated",
  aliases: ["MaintainerDeprecated", "DL4000", "DEPRECATED_MAINTAINER"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`MAINTAINER` is deprecated."),
    why: () => l10n.t("A label says the same, and tools can read it: `org.opencontainers.image.authors`."),
    bad: "FROM alpine:3.22\nMAINTAINER team@example.com\n",
    good: 'FROM alpine:3.22\nLABEL org.opencontainers.image.authors="team@example.com"\n',
  },
  messages: { label: () => l10n.t("`MAINTAINER` is deprecated: use the label `org.opencontainers.image.authors`.") },
  keywords: ["MAINTAINER"],
  checkInstruction(it, report) {
    const value = it.args.unquoted.replace(/[\\"$]/g, (char) =>
      it.escape === "\\" || char !== "\\" ? `${it.escape}${char}` : char,
    );
    const label = `LABEL org.opencontainers.image.authors="${value}"`;
    const whole = it.word({ start: it.name.from, end: it.args.to });
    const fix = changeTo(label, whole);
    report(it.name, "label", { tag: "deprecated", ...(it.words.length > 0 && { fix }) });
  },
});
