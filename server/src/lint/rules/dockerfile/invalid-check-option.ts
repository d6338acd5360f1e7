import * as l10n from "@vscode/l10n";
import type { Directive } from "../../../dockerfile/directives.ts";
import { CHECKS } from "../../../dockerfile/facts-directives.ts";
import { nearest } from "../../../text/nearest.ts";
import type { Span } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-check-option",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The directive `check` has an option or names a check that BuildKit does not know."),
    why: () =>
      l10n.t("At an unknown option the build stops. An unknown check is passed over: nothing is switched off."),
    bad: "# check=skip=JSONArgRecommended\nFROM alpine:3.22\nCMD sleep 60\n",
    good: "# check=skip=JSONArgsRecommended\nFROM alpine:3.22\nCMD sleep 60\n",
  },
  messages: {
    option: (option) => l10n.t("`check` has no option `{0}`: there are `skip`, `error` and `experimental`.", option),
    truth: (value) => l10n.t("`error` is `true` or `false`, not `{0}`.", value),
    check: (name, meant) => l10n.t("There is no check `{0}`. Did you mean `{1}`?", name, meant),
    rest: (rest) => l10n.t("`{0}` is not read: the options end at the first blank.", rest),
  },
  keywords: [],
  check(file, report) {
    const directive = file.directives.find((it) => it.name === "check");
    if (!directive) return;
    const [, options = "", blanks = "", rest = ""] = /^(\S*)(\s*)(.*)$/s.exec(directive.value) ?? [];
    for (const { key, name, value, place } of optionsIn(directive, options)) {
      const args = [name.slice(0, 40)];
      if (key === "error" && !TRUTH.test(value)) report(place, "truth", { args: [value.slice(0, 40)], isSure: true });
      else if (key === null) {
        const meant = nearest(name, OPTIONS);
        report(place, "option", { args, isSure: true, ...(meant && { fix: changeTo(meant, place) }) });
      }
      if (key !== "skip" && key !== "experimental") continue;
      let start = place.end + 1;
      for (const check of value.split(",")) {
        const span = { start, end: start + check.length };
        start = span.end + 1;
        const meant = isCheck(check) ? null : checkMeantBy(check);
        if (meant) report(span, "check", { args: [check.slice(0, 40), meant], fix: changeTo(meant, span) });
      }
    }
    if (rest === "") return;
    const start = directive.valueSpan.start + options.length + blanks.length;
    report({ start, end: directive.valueSpan.end }, "rest", { args: [rest.slice(0, 40)] });
  },
});

const OPTIONS: readonly string[] = ["skip", "error", "experimental"];
/** What Go takes for true and false. */
const TRUTH = /^(?:[01tTfF]|true|True|TRUE|false|False|FALSE)$/;

interface Option {
  /** Null when there is no such option. */
  readonly key: string | null;
  readonly name: string;
  readonly value: string;
  /** Of the name. */
  readonly place: Span;
}

function* optionsIn({ valueSpan }: Directive, options: string): Generator<Option> {
  let { start } = valueSpan;
  for (const option of options.split(";")) {
    const equals = option.indexOf("=");
    const name = equals < 0 ? option : option.slice(0, equals);
    const key = equals >= 0 && OPTIONS.includes(name) ? name : null;
    yield { key, name, value: option.slice(name.length + 1), place: { start, end: start + name.length } };
    start += option.length + 1;
  }
}

const isCheck = (name: string): boolean => name === "all" || CHECKS.includes(name);

/** Rules of other tools and our own may be named there, too. */
const checkMeantBy = (name: string): string | null =>
  CHECKS.find((it) => it.toLowerCase() === name.toLowerCase()) ?? nearest(name, CHECKS);
