import * as l10n from "@vscode/l10n";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "legacy-key-value",
  aliases: ["LegacyKeyValueFormat"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`ENV` and `LABEL` are written with `=`."),
    why: () =>
      l10n.t(
        "The old form with a blank takes one pair only and everything behind it for the value, which surprises whoever adds a second one.",
      ),
    bad: "FROM alpine:3.22\nENV GREETING hello you\n",
    good: 'FROM alpine:3.22\nENV GREETING="hello you"\n',
  },
  messages: {
    legacy: (keyword, key) => l10n.t("Write `{0} {1}=…` with an equals sign instead of a blank.", keyword, key),
  },
  keywords: ["ENV", "LABEL"],
  checkInstruction(it, report) {
    const [pair] = it.pairs;
    if (!pair || pair.hasEquals || !pair.value) return;
    const value = quoted(pair.value.text, it.escape);
    const gap = it.word({ start: pair.name.to, end: pair.value.to });
    const edits = [replace(gap, `=${value}`)];
    const isJoined = it.scannedHeredocs.length === 0 && gap.end - gap.start === gap.to - gap.from;
    const fix = { title: () => l10n.t("Write with `=`"), edits, assist: !isJoined };
    report(pair.name, "legacy", { args: [it.keyword, pair.name.text], fix });
  },
});

/** The value as it must be written behind `=`, meaning what it means behind a blank. */
function quoted(value: string, escapeChar: string): string {
  if (/^(?:[^\s"'\\`]|\\[^\s"'])*$/.test(value) && !value.includes(escapeChar)) return value;
  if (/^"[^"]*"$|^'[^']*'$/.test(value)) return value;
  if (!/["'\\`]/.test(value)) return `"${value}"`;
  return `"${value.replace(/["']/g, (quote) => (quote === '"' ? `${escapeChar}"` : quote))}"`;
}
