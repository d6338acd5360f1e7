import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "obsolete-version",
  aliases: ["no-version-field"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The file has the obsolete key `version`."),
    why: () =>
      l10n.t("Docker Compose ignores it and warns at every start: all files are read by the newest specification."),
    bad: 'version: "3.8"\nservices:\n  web:\n    image: nginx:1.29\n',
    good: "services:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    obsolete: () => l10n.t("`version` is obsolete and ignored: remove it."),
  },
  check(file, report) {
    for (const pair of file.section("version")) {
      const { start, end } = pair.span;
      const lineEnd = file.text.indexOf("\n", end);
      // With the blank line below, so that the file does not begin with one.
      const rest = /^(?:[ \t]*\r?\n)?/.exec(file.text.slice(lineEnd + 1, lineEnd + 50))?.[0].length ?? 0;
      const isLast = lineEnd < 0;
      const until = isLast ? file.text.length : lineEnd + 1 + (start === 0 ? rest : 0);
      const fix = { title: () => l10n.t("Remove `version`"), edits: [remove({ start, end: until })] };
      report(pair.key, "obsolete", { tag: "deprecated", ...(pair.parent?.isFlow ? {} : { fix }) });
    }
  },
});
