import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "health-check-test",
  aliases: [],
  severity: "error",
  ofActive: true,
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The list of a `healthcheck.test` does not begin with `CMD`, `CMD-SHELL` or `NONE`."),
    why: () => l10n.t("Docker Compose refuses the project: the first item says how the others are run."),
    bad: 'services:\n  web:\n    image: nginx:1.29\n    healthcheck:\n      test: ["curl", "-f", "http://localhost"]\n',
    good: 'services:\n  web:\n    image: nginx:1.29\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost"]\n',
  },
  messages: {
    first: (word) => l10n.t("A list begins with `CMD`, `CMD-SHELL` or `NONE`, not with `{0}`.", word),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "healthcheck", (value) => {
      const test = value.kind === "map" ? file.get(value, "test") : null;
      const [written] = test?.kind === "seq" ? test.items : [];
      const first = written && file.resolve(written);
      if (first?.kind !== "scalar" || /^(?:CMD|CMD-SHELL|NONE)$/.test(first.value) || first.value.includes("$")) return;
      const isFlow = test?.kind === "seq" && test.isFlow;
      const fix = { title: () => l10n.t("Begin with `CMD`"), edits: [insert(first.start, '"CMD", ')] };
      report(first, "first", { args: [first.value.slice(0, 60)], ...(isFlow && { fix }) });
    });
  },
});
