import * as l10n from "@vscode/l10n";
import type { Instruction, Word } from "../../../dockerfile/instruction.ts";
import { arrayEnd } from "../../../dockerfile/json.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { insert } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule, type Fix, type Report } from "../../rule.ts";

export default dockerfileRule({
  id: "unclosed-quote",
  aliases: ["SYNTAX_MISSING_SINGLE_QUOTE", "SYNTAX_MISSING_DOUBLE_QUOTE"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A quote is not closed."),
    why: () => l10n.t("The build stops, looking for its partner."),
    bad: 'FROM alpine:3.22\nENV NAME="Ada\n',
    good: 'FROM alpine:3.22\nENV NAME="Ada"\n',
  },
  messages: {
    open: (quote) => l10n.t("This quote is not closed: another `{0}` is missing.", quote),
    cut: (quote) =>
      l10n.t("The name ends at the `=`, so this `{0}` has no partner: put the quotes around the value.", quote),
    blank: (quote) => l10n.t('The name ends at the blank, so this `{0}` has no partner: write `name="value"`.', quote),
    value: (name) => l10n.t("The value of `{0}` has a quote that is not closed.", name),
  },
  keywords: ["ENV", "LABEL", "ARG", "EXPOSE", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL", "COPY", "ADD", "FROM"],
  checkInstruction(it, report) {
    if (it.keyword !== "ARG") checkQuotes(it, report);
  },
  reach: "stage",
  check(file, report) {
    const unread = new Set<string>();
    for (const { index, instructions } of partsOf(file.stages)) {
      for (const outer of instructions) {
        const it = outer.trigger ?? outer;
        if (it.keyword !== "ARG") continue;
        checkQuotes(it, (span, message, options) => {
          // Above the first FROM it is read only where a FROM uses it.
          report(span, message, { ...options, builds: index < 0 });
          if (index < 0) for (const { name } of it.pairs) unread.add(name.text);
        });
      }
    }
    for (const { from } of file.stages.list)
      for (const { name, span } of from.variables) if (unread.has(name)) report(span, "value", { args: [name] });
  },
});

function checkQuotes(it: Instruction, report: Report<"open" | "cut" | "blank">): void {
  if (it.args.text.length > 1_000_000) return;
  if (it.keyword === "FROM") {
    const [image] = it.words;
    const cut = image && openQuote(image.text, it.escape, true);
    if (cut) report(image.part(cut.at, cut.at + 1), "open", { args: [cut.quote] });
    return;
  }
  if (ARRAYS.has(it.keyword) && it.json) {
    for (const [index, item] of it.json.items.entries()) {
      const inside = openQuote(it.json.values[index] ?? "", it.escape, true);
      if (inside) report(item, "open", { args: [inside.quote] });
    }
    return;
  }
  // Docker once read a valid array and ignored what followed it.
  if (ARRAYS.has(it.keyword) && arrayEnd(it.args.text) >= 0) return;
  const open = openQuote(it.args.text, it.escape, WHOLE.has(it.keyword));
  if (open) {
    const { quote, at } = open;
    const end = WHOLE.has(it.keyword) ? it.args.end : it.words.find((word) => word.to > it.args.from + at)?.end;
    const fix = { title: () => l10n.t("Add `{0}`", quote), edits: end === undefined ? [] : [insert(end, quote)] };
    report(it.args.part(at, at + 1), "open", { args: [quote], ...(end !== undefined && { fix }) });
    return;
  }
  if (!PAIRS.has(it.keyword)) return;
  for (const { name, hasEquals } of it.pairs) {
    if (!hasEquals && it.pairs.length > 1) continue;
    // In `ENV name value` the name ends at the first blank, in quotes or not; ARG knows no values of that form.
    const text = hasEquals || it.keyword === "ARG" ? name.text : (/^\S*/.exec(name.text)?.[0] ?? "");
    const cut = openQuote(text, it.escape, true);
    const fix = it.pairs.length === 1 ? aroundValue(it.args) : null;
    if (cut) report(name.part(cut.at, cut.at + 1), hasEquals ? "cut" : "blank", { args: [cut.quote], fix });
  }
}

/** `"a=b c"` as `a="b c"`. */
function aroundValue(args: Word): Fix | null {
  const [, quote, name, value] = /^(["'])([\w.-]{1,200})=([^"']{0,2000})\1$/.exec(args.text) ?? [];
  if (!name) return null;
  const pair = `${name}=${quote}${value}${quote}`;
  return changeTo(pair, args);
}

/** Their quotes count inside a JSON array, too. */
const ARRAYS: ReadonlySet<string> = new Set(["ADD", "COPY", "VOLUME"]);
const PAIRS: ReadonlySet<string> = new Set(["ENV", "LABEL", "ARG"]);
/** Their quotes may have blanks in them. */
const WHOLE: ReadonlySet<string> = new Set(["ENV", "LABEL", "ARG", "WORKDIR", "USER", "STOPSIGNAL"]);

/** The first quote without a partner; a word of its own ends at a blank unless `spansBlanks`. */
function openQuote(text: string, escapeChar: string, spansBlanks: boolean): { quote: string; at: number } | null {
  let open: { quote: string; at: number } | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (open && !spansBlanks && /\s/.test(char)) return open;
    if (char === escapeChar && open?.quote !== "'") at += spansBlanks || !/\s/.test(text[at + 1] ?? "") ? 1 : 0;
    else if (open && char === open.quote) open = null;
    else if (!open && (char === '"' || char === "'")) open = { quote: char, at };
  }
  return open;
}
