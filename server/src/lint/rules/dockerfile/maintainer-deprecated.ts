import * as l10n from "@vscode/l10n";
import { replace } from "../../../text/span.ts";
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
    const fix = { title: () => l10n.t("Change to `{0}`", label.slice(0, 80)), edits: [replace(whole, label)] };
    report(it.name, "label", { tag: "deprecated", ...(it.words.length > 0 && { fix }) });
  },
});
