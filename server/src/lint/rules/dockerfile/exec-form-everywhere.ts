import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { execForm, shellForms } from "../../exec-form.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "exec-form-everywhere",
  aliases: ["DL3025"],
  severity: "off",
  fixable: "assist",
  docs: {
    summary: () =>
      l10n.t("Also `HEALTHCHECK CMD`, and `CMD` and `ENTRYPOINT` behind a `SHELL`, are written as a JSON array."),
    why: () =>
      l10n.t("Stricter than `exec-form`, as hadolint is. A health check that ends in `|| exit 1` needs a shell."),
    bad: "FROM alpine:3.22\nHEALTHCHECK CMD curl localhost\n",
    good: 'FROM alpine:3.22\nHEALTHCHECK CMD ["curl", "localhost"]\n',
  },
  messages: { json: (keyword) => l10n.t("Write the command of `{0}` as a JSON array.", keyword) },
  reach: "stage",
  keywords: ["SHELL", "CMD", "ENTRYPOINT", "HEALTHCHECK"],
  check(file, report) {
    const byExecForm: ReadonlySet<Instruction> = new Set([...shellForms(file.stages.list)].map(({ it }) => it));
    for (const { instructions } of partsOf(file.stages)) {
      for (const it of instructions) {
        const isCommand = it.keyword === "CMD" || it.keyword === "ENTRYPOINT";
        if (isCommand && !it.json && it.words.length > 0 && !byExecForm.has(it))
          report(it.args, "json", {
            args: [it.keyword],
            ...(!it.args.text.startsWith("[") && { fix: execForm(it.args) }),
          });
        const [first, second] = it.words;
        if (it.keyword !== "HEALTHCHECK" || first?.text.toUpperCase() !== "CMD" || !second) continue;
        const command = it.word({ start: second.from, end: it.args.to });
        if (!isJsonArray(command.text)) report(command, "json", { args: ["HEALTHCHECK"], fix: execForm(command) });
      }
    }
  },
});

function isJsonArray(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false; // The shell form.
  }
}
