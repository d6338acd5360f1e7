import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

const FORBIDDEN: ReadonlySet<string> = new Set(["ONBUILD", "FROM", "MAINTAINER"]);

export default dockerfileRule({
  id: "onbuild-trigger",
  aliases: ["DL3043", "ONBUILD_CHAINING_DISALLOWED", "ONBUILD_TRIGGER_DISALLOWED"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`ONBUILD` cannot be followed by `ONBUILD`, `FROM` or `MAINTAINER`."),
    why: () => l10n.t("The build stops at it."),
    bad: "FROM alpine:3.22\nONBUILD ONBUILD RUN id\n",
    good: "FROM alpine:3.22\nONBUILD RUN id\n",
  },
  messages: { trigger: (keyword) => l10n.t("`{0}` cannot follow `ONBUILD`.", keyword) },
  keywords: ["ONBUILD"],
  checkInstruction({ trigger }, report) {
    if (!trigger || !FORBIDDEN.has(trigger.keyword)) return;
    const again = { start: trigger.name.start, end: trigger.args.start };
    const fix = { title: () => l10n.t("Remove `{0}`", "ONBUILD"), edits: [remove(again)] };
    report(trigger.name, "trigger", { args: [trigger.keyword], ...(trigger.keyword === "ONBUILD" && { fix }) });
  },
});
