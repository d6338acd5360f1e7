import * as l10n from "@vscode/l10n";
import { flagFacts, ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { plainText } from "../../../dockerfile/flags.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

const UNITS = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];
const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

export default dockerfileRule({
  id: "invalid-duration",
  aliases: ["FLAG_INVALID_DURATION", "FLAG_MISSING_DURATION", "FLAG_UNKNOWN_UNIT", "FLAG_LESS_THAN_1MS"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A duration is not one that Docker understands."),
    why: () =>
      l10n.t("The build stops: durations are numbers with units, such as `30s` or `1m30s`, and at least `1ms`."),
    bad: "FROM alpine:3.22\nHEALTHCHECK --interval=30 CMD true\n",
    good: "FROM alpine:3.22\nHEALTHCHECK --interval=30s CMD true\n",
  },
  messages: {
    invalid: (value) => l10n.t("`{0}` is no duration: write it as `30s` or `1m30s`.", value),
    noUnit: (value) => l10n.t("The duration `{0}` has no unit: write `{0}s` for seconds.", value),
    unit: (unit, value) => l10n.t("Unknown unit `{0}` in the duration `{1}`: use `h`, `m`, `s` or `ms`.", unit, value),
    short: (value) => l10n.t("The duration `{0}` is too short: it must be at least `1ms`.", value),
  },
  keywords: ["HEALTHCHECK"],
  checkInstruction(it, report) {
    if (ignoresFlags(it)) return;
    for (const { name, value } of it.flags) {
      if (!value || flagFacts("HEALTHCHECK", name)?.kind !== "duration") continue;
      const { text } = plainText(value.text);
      if (text === "") continue;
      const shown = text.slice(0, 60);
      const found = problemOf(text);
      if (found === null) continue;
      if (found === "noUnit" && /^\d+$/.test(text)) {
        const fix = changeTo(`${text}s`, value);
        report(value, "noUnit", { args: [shown], fix });
      } else if (typeof found === "object") report(value, "unit", { args: [found.unit, shown] });
      else report(value, found, { args: [shown] });
    }
  },
});

/** Go's time.ParseDuration, and BuildKit's lower bound. */
function problemOf(text: string): "invalid" | "noUnit" | "short" | { unit: string } | null {
  const isNegative = text.startsWith("-");
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return "short";
  if (rest === "") return "invalid";
  let total = 0;
  while (rest !== "") {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (!number) return "invalid";
    rest = rest.slice(number.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (!unit) return "noUnit";
    if (!UNITS.includes(unit)) return { unit };
    total += Number(number) * (NANOSECONDS[unit] ?? 0);
    rest = rest.slice(unit.length);
  }
  if (total >= 2 ** 63) return "invalid";
  return isNegative || total < 1e6 ? "short" : null;
}
