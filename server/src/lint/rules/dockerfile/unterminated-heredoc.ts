import * as l10n from "@vscode/l10n";
import type { Heredoc, Instruction } from "../../../dockerfile/instruction.ts";
import { insert, replace } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "unterminated-heredoc",
  aliases: [],
  severity: "error",
  fixable: "assist",
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
    for (const heredoc of it.heredocs)
      if (!heredoc.terminator)
        report(heredoc.nameWord, "noEnd", { args: [heredoc.name], fix: terminated(it, heredoc) });
  },
  keywords: ["RUN", "COPY", "ADD"],
});

/** The first line with the name and nothing but blanks becomes its end; where there is none it is written at the end of the file. */
function terminated(it: Instruction, heredoc: Heredoc): Fix {
  const { name, body } = heredoc;
  const text = it.bodyText(heredoc);
  let start = body.start;
  for (const line of text.split("\n")) {
    if (line.trim() === name)
      return {
        title: () => l10n.t("Remove the blanks around `{0}`", name),
        edits: [replace({ start, end: start + line.replace(/\r$/, "").length }, name)],
      };
    start += line.length + 1;
  }
  const separator = text === "" || text.endsWith("\n") ? "" : "\n";
  return {
    title: () => l10n.t("Write `{0}` at the end of the file", name),
    edits: [insert(body.end, `${separator}${name}\n`)],
  };
}
