import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "no-sudo",
  aliases: ["DL3004"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A `RUN` uses `sudo`."),
    why: () =>
      l10n.t(
        "A build runs as root until `USER` says otherwise; `sudo` changes nothing, or opens a way back to root in the image.",
      ),
    bad: "FROM alpine:3.22\nRUN sudo id\n",
    good: "FROM alpine:3.22\nRUN id\n",
  },
  messages: {
    sudo: () => l10n.t("`RUN` already runs as root unless `USER` says otherwise: remove `sudo`, or set `USER root`."),
    other: () => l10n.t("Set `USER` above this `RUN` instead of running it with `sudo -u`."),
  },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "sudo")) {
      const [next] = command.args;
      const word = spanIn(command, command.nameWord);
      const isPlain = command.script.form !== "exec" && next && !next.value.startsWith("-");
      const edits = next ? [remove({ start: word.start, end: spanIn(command, next).start })] : [];
      const isOther = next && /^(?:-[A-Za-z]*u|--user(?:=|$))/.test(next.value);
      report(
        word,
        isOther ? "other" : "sudo",
        isPlain ? { fix: { title: () => l10n.t("Remove `{0}`", "sudo"), edits } } : {},
      );
    }
  },
});
