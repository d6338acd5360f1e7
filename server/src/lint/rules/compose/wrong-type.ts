import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import type { Kind } from "../../../compose/schema.ts";
import { isHalfItem, issuesOfKind } from "../../../compose/validate.ts";
import type { Resolved, ScalarNode } from "../../../compose/yaml.ts";
import { lineStart } from "../../../text/lines.ts";
import { contains, insert, type Span } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule, type Fix } from "../../rule.ts";

const NAMES: Readonly<Record<Kind, () => string>> = {
  object: () => l10n.t("a mapping"),
  array: () => l10n.t("a list"),
  string: () => l10n.t("a text"),
  number: () => l10n.t("a number"),
  integer: () => l10n.t("a whole number"),
  boolean: () => l10n.t("true or false"),
  null: () => l10n.t("nothing"),
};

export default composeRule({
  id: "wrong-type",
  aliases: [],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A value is of the wrong type: a number for a text, a text for a list."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    user: 1000\n",
    good: 'services:\n  web:\n    image: nginx:1.29\n    user: "1000"\n',
  },
  messages: {
    file: (expected) => l10n.t("A compose file must be {0}.", expected),
    half: (key) => l10n.t("The colon is missing behind `{0}`.", key),
    rest: (text) => l10n.t("What follows the colon of `{0}` is missing.", text),
    item: (name, expected) => l10n.t("Each item of `{0}` must be {1}.", name, expected),
    pair: (text) => l10n.t("In a list this is written `{0}`.", text),
    unit: (text) => l10n.t("A unit is missing: `{0}` are seconds.", text),
    key: (name, expected) => l10n.t("`{0}` must be {1}.", name, expected),
  },
  check(file, report) {
    const includes = file.section("include");
    for (const { node, name, expected, format } of issuesOfKind(file, "type")) {
      const isNothing = node.kind === "scalar" && node.type === "null";
      if (isNothing && includes.some((it) => contains(it.span, node.start))) continue; // Read as if it was not there.
      const kinds = expected.map((kind) => NAMES[kind]());
      const last = kinds.pop() ?? "";
      const wanted = kinds.length === 0 ? last : l10n.t("{0} or {1}", kinds.join(", "), last);
      const fix = fixFor(node, expected);
      const span = node.kind === "scalar" ? node : { start: node.start, end: Math.min(node.end, node.start + 1) };
      const half = halfTyped(file, node, expected);
      if (half) report(span, "half", { args: [half.value], fix: colonBehind(half) });
      else if (name === "") report(span, "file", { args: [wanted] });
      else if (format === "duration" && node.kind === "scalar" && /^[1-9]\d*$/.test(node.value)) {
        const text = `${node.value}s`;
        report(span, "unit", { args: [text], fix: { ...changeTo(text, node), assist: true } });
      } else if (node.parent && "items" in node.parent) {
        const pair = PAIRS.has(name) ? asPair(node) : null;
        if (isHalfItem(node) && !PAIRS.has(name)) report(node, "rest", { args: [node.pairs[0]?.name ?? ""] });
        else if (pair)
          report(pair.span, "pair", { args: [pair.text], fix: { ...changeTo(pair.text, pair.span), assist: true } });
        else report(span, "item", { args: [name, wanted], fix });
      } else report(span, "key", { args: [name, wanted], fix });
    }
  },
});

/** Lists of `name=value`. */
const PAIRS: ReadonlySet<string> = new Set(["environment", "labels", "args", "annotations", "sysctls"]);

/** `name: value` as `name=value`; null where it would have to be quoted. */
function asPair(node: Resolved): { readonly text: string; readonly span: Span } | null {
  const pair = node.kind === "map" && !node.isFlow && node.pairs.length === 1 ? node.pairs[0] : undefined;
  if (pair?.value.kind !== "scalar" || pair.value.isMissing) return null;
  const text = `${pair.name}=${pair.value.value}`;
  return /^[\w.-]+=[^\s#:]+$/.test(text) ? { text, span: pair.span } : null;
}

/** A lone word where a mapping has its first key. */
function halfTyped(file: ComposeFile, node: Resolved, expected: readonly Kind[]): ScalarNode | null {
  if (node.kind !== "scalar" || node.style !== "plain" || !expected.includes("object")) return null;
  const before = file.text.slice(lineStart(file.text, node.start), node.start);
  return /^[A-Za-z_][\w.-]*$/.test(node.value) && before.trim() === "" ? node : null;
}

const colonBehind = ({ end }: ScalarNode): Fix => ({
  title: () => l10n.t("Add the colon"),
  edits: [insert(end, ":")],
  assist: true,
});

function fixFor(node: Resolved, expected: readonly Kind[]): Fix | null {
  if (node.kind !== "scalar" || node.isMissing || node.value.includes("\n")) return null;
  if (expected.includes("string") && node.type !== "string") {
    return { title: () => l10n.t("Put it in quotes"), edits: [insert(node.start, '"'), insert(node.end, '"')] };
  }
  if (!expected.includes("array") || node.type === "null" || (!node.isQuoted && /[,[\]{}#]/.test(node.value)))
    return null;
  return {
    title: () => l10n.t("Make it a list"),
    edits: [insert(node.start, "["), insert(node.end, "]")],
    assist: true,
  };
}
