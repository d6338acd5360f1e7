import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "extra-arguments",
  aliases: ["ARGUMENT_EXTRA", "ARGUMENT_UNNECESSARY"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("An instruction has more arguments than it takes."),
    why: () => l10n.t("The build stops: `STOPSIGNAL` takes one signal, `HEALTHCHECK NONE` nothing at all."),
    bad: "FROM alpine:3.22\nHEALTHCHECK NONE curl localhost\n",
    good: "FROM alpine:3.22\nHEALTHCHECK NONE\n",
  },
  messages: {
    extra: (word, before) => l10n.t("`{0}` is too much: nothing can follow `{1}`.", word, before),
  },
  keywords: ["STOPSIGNAL", "HEALTHCHECK"],
  checkInstruction(it, report) {
    const [first, second] = it.words;
    if (!first || !second) return;
    if (it.keyword === "HEALTHCHECK" && first.text.toUpperCase() !== "NONE") return;
    const rest = it.word({ start: second.from, end: it.args.to });
    const cut = it.word({ start: first.to, end: it.args.to });
    const fix = { title: () => l10n.t("Remove `{0}`", rest.text.slice(0, 40)), edits: [remove(cut)] };
    report(rest, "extra", { args: [rest.text.slice(0, 40), first.text], fix });
  },
});
