import * as l10n from "@vscode/l10n";
import { eachOnce, variablesOf } from "../../../compose/services.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unquoted-value",
  aliases: ["require-quotes-in-ports"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("YAML makes something else of a value that has no quotes."),
    why: () =>
      l10n.t(
        "`22:22` is a number to the base of 60 for many readers, `on` is true, `1e3` is 1000 and `1.10` is 1.1. In quotes they stay what they are.",
      ),
    bad: "services:\n  app:\n    image: alpine:3.22\n    ports:\n      - 22:22\n    environment:\n      VERSION: 1.10\n",
    good: 'services:\n  app:\n    image: alpine:3.22\n    ports:\n      - "22:22"\n    environment:\n      VERSION: "1.10"\n',
  },
  messages: {
    sixty: (value) => l10n.t("Put `{0}` in quotes: YAML readers may take it for a number to the base of 60.", value),
    bool: (value) => l10n.t("Put `{0}` in quotes: YAML readers may take it for a truth value.", value),
    number: (value, read) => l10n.t("Put `{0}` in quotes: YAML reads it as {1}.", value, read),
  },
  reach: "service",
  check(file, report) {
    const fix = (node: ScalarNode) => ({
      fix: { title: () => l10n.t("Put it in quotes"), edits: [insert(node.start, '"'), insert(node.end, '"')] },
    });
    for (const key of ["ports", "expose"]) {
      eachOnce(file, key, (value) => {
        for (const node of file.scalars(value.kind === "seq" ? value : null)) {
          if (node.style !== "plain" || !/^\d+:[0-5]?\d$/.test(node.value)) continue;
          report(node, "sixty", { args: [node.value], ...fix(node) });
        }
      });
    }
    for (const key of ["environment", "labels", "annotations", "build"]) {
      eachOnce(file, key, (found) => {
        const value = key === "build" && found.kind === "map" ? file.get(found, "args") : found;
        if (value?.kind !== "map") return;
        for (const { node } of variablesOf(file, value)) {
          if (node.style !== "plain") continue;
          const read = readAs(node);
          if (/^(?:y|n|yes|no|on|off)$/i.test(node.value)) report(node, "bool", { args: [node.value], ...fix(node) });
          else if (read !== null) report(node, "number", { args: [node.value, read], ...fix(node) });
        }
      });
    }
  },
});

/** The number that is read, when it is not written like that. */
function readAs(node: ScalarNode): string | null {
  const { type, value } = node;
  if (type !== "integer" && type !== "number") return null;
  const plain = value.replaceAll("_", "");
  const octal = /^([-+]?)0[oO]?([0-7]+)$/.exec(plain);
  const read = octal ? Number(`${octal[1] === "-" ? "-" : ""}${Number.parseInt(octal[2] ?? "0", 8)}`) : Number(plain);
  return Number.isNaN(read) || Math.abs(read) > Number.MAX_SAFE_INTEGER || String(read) === value ? null : String(read);
}
