import * as l10n from "@vscode/l10n";
import { interpolationsOf } from "../../../compose/variables.ts";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "malformed-variable",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A `${` begins something that Docker Compose cannot read as a variable."),
    why: () =>
      l10n.t("Docker Compose refuses the whole file. Where the shell of the container is to see the `$`, write `$$`."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    command: echo ${HOSTNAME%%.*}\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    command: echo $${HOSTNAME%%.*}\n",
  },
  messages: {
    malformed: (text) =>
      l10n.t("`{0}` is no variable: write `$$` for a dollar sign that the container is to see.", text),
  },
  check(file, report) {
    for (const { node, parts } of interpolationsOf(file)) {
      for (const it of parts) {
        if (it.kind !== "malformed") continue;
        const span = node.part(it.from, it.to);
        const fix = { title: () => l10n.t("Double the dollar sign"), edits: [insert(span.start, "$")] };
        const isExact = file.text[span.start] === "$";
        report(span, "malformed", { args: [node.value.slice(it.from, it.to).slice(0, 60)], ...(isExact && { fix }) });
      }
    }
  },
});
