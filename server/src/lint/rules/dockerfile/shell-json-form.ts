import * as l10n from "@vscode/l10n";
import { arrayEnd } from "../../../dockerfile/json.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "shell-json-form",
  aliases: ["SHELL_JSON_FORM"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`SHELL` takes a JSON array."),
    why: () => l10n.t("The build stops: the shell and its arguments are texts in double quotes, between brackets."),
    bad: "FROM alpine:3.22\nSHELL /bin/ash -c\n",
    good: 'FROM alpine:3.22\nSHELL ["/bin/ash", "-c"]\n',
  },
  messages: { json: () => l10n.t('Write the shell as a JSON array, such as `["/bin/bash", "-c"]`.') },
  keywords: ["SHELL"],
  checkInstruction(it, report) {
    // Docker once read a valid array and ignored what followed it.
    if (it.json || it.words.length === 0 || arrayEnd(it.args.text) >= 0) return;
    const plain = it.words.every((word) => /^[\w./:=-]+$/.test(word.text));
    if (!plain) return report(it.args, "json");
    const array = `[${it.words.map((word) => JSON.stringify(word.text)).join(", ")}]`;
    report(it.args, "json", {
      fix: changeTo(array, it.args),
    });
  },
});
