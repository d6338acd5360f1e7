import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unterminated-heredoc",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A heredoc has no end."),
    why: () =>
      l10n.t(
        "The build stops: everything down to the end of the file is taken for the text of the heredoc. Its name must stand alone on a line.",
      ),
    bad: "FROM alpine:3.22\nRUN <<EOF\nid\n",
    good: "FROM alpine:3.22\nRUN <<EOF\nid\nEOF\n",
  },
  messages: {
    noEnd: (name) => l10n.t("The heredoc `{0}` has no end: write `{0}` alone on the line after its text.", name),
  },
  checkInstruction(it, report) {
    for (const { name, nameWord, terminator } of it.heredocs)
      if (!terminator) report(nameWord, "noEnd", { args: [name] });
  },
  keywords: ["RUN", "COPY", "ADD"],
});
