import * as l10n from "@vscode/l10n";
import { globalArgs, PLATFORM_ARGS } from "../../../dockerfile/scopes.ts";
import { nearest } from "../../../text/nearest.ts";
import { insert } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "undefined-arg-in-from",
  aliases: ["UndefinedArgInFrom"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`FROM` uses a variable that no `ARG` before it declares."),
    why: () =>
      l10n.t("The variable is empty there. Only an `ARG` that stands before the first `FROM` can be used in `FROM`."),
    bad: "ARG VERSION=3.22\nFROM alpine:$VERSOIN\nRUN id\n",
    good: "ARG VERSION=3.22\nFROM alpine:$VERSION\nRUN id\n",
  },
  messages: {
    undefined: (name) => l10n.t("`{0}` is not declared by an `ARG` before the first `FROM`.", name),
    meant: (name, meant) =>
      l10n.t("`{0}` is not declared by an `ARG` before the first `FROM`. Did you mean `{1}`?", name, meant),
  },
  keywords: ["FROM", "ARG"],
  check(file, report) {
    const args = globalArgs(file.stages);
    const known = [...args.keys(), ...PLATFORM_ARGS];
    for (const { from } of file.stages.list) {
      for (const { name, nameSpan, modifier } of from.variables) {
        if (known.includes(name) || modifier.endsWith("-") || modifier.endsWith("+")) continue;
        const meant = nearest(name, known);
        const declare = {
          title: () => l10n.t("Insert `{0}`", `ARG ${name}`),
          edits: [insert(file.stages.list[0]?.from.start ?? 0, `ARG ${name}\n`)],
        };
        const change = meant && changeTo(meant, nameSpan);
        const fixes = change ? [change, declare] : [declare];
        report(nameSpan, meant ? "meant" : "undefined", { args: [name, meant ?? ""], fixes });
      }
    }
  },
});
