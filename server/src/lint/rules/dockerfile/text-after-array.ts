import * as l10n from "@vscode/l10n";
import { arrayEnd } from "../../../dockerfile/json.ts";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "text-after-array",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Something stands behind the array of an instruction."),
    why: () =>
      l10n.t(
        "What it means depends on the builder: Docker up to 26 leaves it out, newer ones take the whole line for a shell command. A comment needs a line of its own, and `[` with a quote behind it begins an array: a test in a shell can be written as `test …`.",
      ),
    bad: 'FROM alpine:3.22\nCMD ["sh"] # interactive\n',
    good: 'FROM alpine:3.22\n# interactive\nCMD ["sh"]\n',
  },
  messages: {
    rest: (rest) => l10n.t("`{0}` is left out by some builders, and others take the whole line for a command.", rest),
  },
  keywords: ["RUN", "CMD", "ENTRYPOINT", "VOLUME", "COPY", "ADD", "SHELL"],
  checkInstruction(it, report) {
    const end = it.json ? -1 : arrayEnd(it.args.text);
    if (end < 0) return;
    const rest = it.args.part(end);
    const word = it.args.part(end + (/^\s*/.exec(rest.text)?.[0].length ?? 0));
    const fix = { title: () => l10n.t("Remove `{0}`", word.text.slice(0, 40)), edits: [remove(rest)] };
    report(word, "rest", { args: [word.text.slice(0, 40)], fix });
  },
});
