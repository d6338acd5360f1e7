import * as l10n from "@vscode/l10n";
import { ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { dropFlag } from "../../flag-fixes.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-retries",
  aliases: ["FLAG_AT_LEAST_ONE", "INVALID_SYNTAX"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`--retries` is a whole number."),
    why: () => l10n.t("The build stops at anything else."),
    bad: "FROM alpine:3.22\nHEALTHCHECK --retries=many CMD true\n",
    good: "FROM alpine:3.22\nHEALTHCHECK --retries=3 CMD true\n",
  },
  messages: { number: (value) => l10n.t("`--retries` must be a whole number of at least 1, not `{0}`.", value) },
  keywords: ["HEALTHCHECK"],
  checkInstruction(it, report) {
    const flag = ignoresFlags(it) ? null : it.flag("retries");
    const value = flag?.value;
    if (flag && value && value.text !== "" && !/^\+?0*[1-9]\d{0,9}$/.test(value.unquoted))
      report(value, "number", { args: [value.text.slice(0, 40)], fix: dropFlag(flag) });
  },
});
