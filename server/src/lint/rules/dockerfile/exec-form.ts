import * as l10n from "@vscode/l10n";
import { execForm, shellForms } from "../../exec-form.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "exec-form",
  aliases: ["JSONArgsRecommended", "DL3025"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`CMD` and `ENTRYPOINT` are written as a JSON array."),
    why: () =>
      l10n.t(
        "In the shell form a shell is the first process and does not pass signals on: the container does not stop when asked and is killed after a while.",
      ),
    bad: "FROM alpine:3.22\nCMD sleep 60\n",
    good: 'FROM alpine:3.22\nCMD ["sleep", "60"]\n',
  },
  messages: {
    json: (keyword) =>
      l10n.t("Write `{0}` as a JSON array, so that the program receives signals such as the one to stop.", keyword),
    exec: (keyword) =>
      l10n.t("With `exec` the program receives signals already; as a JSON array `{0}` needs no shell at all.", keyword),
  },
  reach: "stage",
  keywords: ["SHELL", "CMD", "ENTRYPOINT"],
  check(file, report) {
    for (const { it, isBound } of shellForms(file.stages.list)) {
      const message = it.words[0]?.text === "exec" ? "exec" : "json";
      report(it.args, message, { args: [it.keyword], fix: execForm(it.args, isBound) });
    }
  },
});
