import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "empty-continuation-line",
  aliases: ["NoEmptyContinuation", "EMPTY_CONTINUATION_LINE"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("There is a blank line inside a continued instruction."),
    why: () =>
      l10n.t("Docker skips it for now and will stop at it one day. Mostly the continuation above it was not meant."),
    bad: "FROM alpine:3.22\nRUN id && \\\n\n    pwd\n",
    good: "FROM alpine:3.22\nRUN id && \\\n    pwd\n",
  },
  messages: { blank: () => l10n.t("Remove this blank line: it stands in the middle of an instruction.") },
  checkInstruction(it, report) {
    const [first, ...others] = it.onbuild ? [] : it.blankLines;
    if (!first) return;
    const edits = [first, ...others].map(remove);
    report(first, "blank", { fix: { title: () => l10n.t("Remove the blank lines"), edits } });
  },
});
