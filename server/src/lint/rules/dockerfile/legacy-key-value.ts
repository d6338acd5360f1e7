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
    const value = afterEquals(pair.value.text, it.escape);
    const gap = it.word({ start: pair.name.to, end: pair.value.to });
    const isJoined = it.scannedHeredocs.length === 0 && gap.end - gap.start === gap.to - gap.from;
    const fix =
      value === null
        ? undefined
        : {
            title: () => l10n.t("Write with `=`"),
            edits: [replace(gap, `=${value}`)],
            assist: !isJoined,
          };
    report(pair.name, "legacy", { args: [it.keyword, pair.name.text], fix });
  },
});

/** The value as it must be written behind `=`, meaning what it means behind a blank; null where that cannot be said simply. */
function afterEquals(value: string, escapeChar: string): string | null {
  if (/\$\{[^}]*["'\\]/.test(value)) return null;
  let isBlankOutside = false;
  let quote = "";
  let inside = "";
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    const next = value[at + 1] ?? "";
    const isSpecial = next === '"' || next === "$" || next === escapeChar;
    if (char === escapeChar && quote !== "'") {
      if (!next) return null;
      at++;
      // Outside of quotes the escape character goes, before whatever it stands.
      inside += isSpecial || quote ? char + next : next;
    } else if (char === quote) quote = "";
    else if (!quote && (char === '"' || char === "'")) quote = char;
    else if (quote === "'" && (char === '"' || char === "$" || char === escapeChar)) inside += escapeChar + char;
    else {
      inside += char;
      if (!quote && /\s/.test(char)) isBlankOutside = true;
    }
  }
  if (quote) return null;
  return isBlankOutside ? `"${inside}"` : value;
}
