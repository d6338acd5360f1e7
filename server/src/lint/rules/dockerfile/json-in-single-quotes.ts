import * as l10n from "@vscode/l10n";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "json-in-single-quotes",
  aliases: ["JSON_IN_SINGLE_QUOTES"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A JSON array has single quotes."),
    why: () =>
      l10n.t(
        "JSON knows double quotes only, so Docker takes the whole array for a shell command or for a list of paths.",
      ),
    bad: "FROM alpine:3.22\nCMD ['sh', '-c', 'id']\n",
    good: 'FROM alpine:3.22\nCMD ["sh", "-c", "id"]\n',
  },
  messages: { quotes: () => l10n.t("This is no JSON array: use double quotes.") },
  keywords: ["CMD", "ENTRYPOINT", "RUN", "VOLUME", "ADD", "COPY", "SHELL"],
  checkInstruction(it, report) {
    const { text } = it.args;
    if (it.json || text.length > 10_000 || !/^\[\s*'/.test(text) || !/'\s*,?\s*\]$/.test(text)) return;
    const array = text.replaceAll("'", '"').replace(/,\s*\]$/, "]");
    const isPlain = !text.includes('"') && !text.includes("\\");
    report(
      it.args,
      "quotes",
      isPlain ? { fix: { title: () => l10n.t("Use double quotes"), edits: [replace(it.args, array)] } } : {},
    );
  },
});
