import * as l10n from "@vscode/l10n";
import { lineAfter, remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

// Other comments of this form mean nothing to Docker.
const KNOWN: ReadonlySet<string> = new Set(["check", "escape", "syntax"]);

export default dockerfileRule({
  id: "duplicate-directive",
  aliases: ["DUPLICATED_ESCAPE_DIRECTIVE"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A parser directive is there twice."),
    why: () => l10n.t("The build stops: each directive can be used once."),
    bad: "# escape=`\n# escape=`\nFROM alpine:3.22\n",
    good: "# escape=`\nFROM alpine:3.22\n",
  },
  messages: { twice: (name) => l10n.t("The directive `{0}` is there already.", name) },
  keywords: [],
  check(file, report) {
    const seen = new Map<string, string>();
    for (const { name, value, span } of file.directives) {
      const first = seen.get(name);
      if (first !== undefined && KNOWN.has(name)) {
        const fix = {
          title: () => l10n.t("Remove the second `{0}`", name),
          edits: [remove({ start: span.start, end: lineAfter(file.text, span.end) })],
          assist: value !== first,
        };
        report(span, "twice", { args: [name], fix, tag: "unnecessary" });
      }
      seen.set(name, first ?? value);
    }
  },
});
