import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { skipBlanks } from "../../../dockerfile/scan.ts";
import { insert, remove } from "../../../text/span.ts";
import { commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "cd-instead-of-workdir",
  aliases: ["DL3003"],
  severity: "hint",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A `RUN` starts with `cd` where a `WORKDIR` would say it once."),
    why: () =>
      l10n.t(
        "Each `RUN` starts again in the `WORKDIR`; a `WORKDIR` is seen by everybody who reads the file and by the instructions that follow.",
      ),
    bad: "FROM alpine:3.22\nRUN cd /app && make\n",
    good: "FROM alpine:3.22\nWORKDIR /app\nRUN make\n",
  },
  messages: { workdir: (path) => l10n.t("Use `WORKDIR {0}` instead of `cd`.", path) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    if (it.onbuild) return;
    const [first] = commandsIn(it);
    const path = first?.args[0];
    if (first?.name === "cd" && first.command.depth === 0 && path?.isLiteral && path.value.startsWith("/")) {
      const fix = splitOff(it, first, path.value);
      report(spanIn(first, first.command), "workdir", { args: [path.value], fix });
    }
  },
});

/** `WORKDIR` above, and the rest of the chain in the `RUN`; null where the `cd` belongs to more than a chain of `&&`. */
function splitOff(run: Instruction, cd: RunCommand, path: string): Fix | null {
  const { form, script } = cd.script;
  const [operator] = script.operators;
  if (form !== "shell" || operator?.text !== "&&" || cd.args.length > 1) return null;
  const { text } = run.logical;
  const next = skipBlanks(text, run.indexAt(spanIn(cd, operator).end), text.length);
  const rest = { start: spanIn(cd, cd.command).start, end: run.offsetAt(next) };
  return {
    title: () => l10n.t("Move it into a `WORKDIR {0}`", path),
    edits: [insert(run.start, `WORKDIR ${path}\n`), remove(rest)],
  };
}
