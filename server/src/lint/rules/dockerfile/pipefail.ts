import * as l10n from "@vscode/l10n";
import { COMMENT } from "../../../dockerfile/dockerfile.ts";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { scriptOf } from "../../../dockerfile/script.ts";
import { type Part, partsOf } from "../../../dockerfile/stages.ts";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";
import { shellsOf } from "../../run-shells.ts";

export default dockerfileRule({
  id: "pipefail",
  aliases: ["DL4006"],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A pipe hides that its first command failed."),
    why: () =>
      l10n.t(
        "A pipe succeeds when its last command does: a failed download goes unnoticed. `set -o pipefail`, in a shell that has it, makes the build stop.",
      ),
    bad: "FROM debian:13\nRUN curl https://example.com/a | tar -x\n",
    good: 'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://example.com/a | tar -x\n',
  },
  messages: {
    pipe: () =>
      l10n.t("If what stands before this pipe fails, the build goes on: set `pipefail` in `SHELL` or in this `RUN`."),
  },
  reach: "stage",
  keywords: ["SHELL", "RUN", COMMENT],
  check(file, report) {
    const safe = new Map<Part, boolean>();
    const shells = new Map(shellsOf(file).flatMap(({ runs }) => runs.map(({ run, shell }) => [run, shell])));
    for (const stage of partsOf(file.stages)) {
      let isSafe = (stage.base && safe.get(stage.base)) ?? false;
      let isNamed = false;
      for (const it of stage.instructions) {
        if (it.keyword === "SHELL") {
          isSafe = failsInPipes(it);
          isNamed = true;
        }
        if (it.keyword !== "RUN" || isSafe || (!isNamed && shells.get(it) === null)) continue;
        const script = scriptOf(it);
        if (
          !script ||
          (script.form === "exec" && !RUNS_SCRIPT.test(script.script.text)) ||
          /\bpipefail\b/.test(script.script.text) ||
          script.shebang?.includes("pipefail")
        )
          continue;
        const pipe = script.script.operators.find((of) => of.text === "|" || of.text === "|&");
        if (!pipe) continue;
        const line = `SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n`;
        const fix = { title: () => l10n.t("Insert a `SHELL` with `pipefail`"), edits: [insert(it.start, line)] };
        // An array or a heredoc for another shell does not go through SHELL.
        report(script.span(pipe), "pipe", script.form === "exec" || script.shebang ? {} : { fix });
      }
      safe.set(stage, isSafe);
    }
  },
});

/** `["sh", "-c", "…"]`: elsewhere in an array a `|` is a word like any other. */
const RUNS_SCRIPT = /^(?:\/\S*\/)?(?:ba|da|k|a|z)?sh\s(?:-\w+\s)*?-\w*c\s/;

/** The shell stops at a failing pipe, or is none that has pipes of this kind. */
function failsInPipes(shell: Instruction): boolean {
  const [program = "", ...args] = shell.json?.values ?? shell.args.text.split(/\s+/);
  const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1).replace(/\.exe$/i, "");
  if (/^(?:pwsh|powershell|cmd)$/i.test(name)) return true;
  return /^(?:bash|zsh|ash)$/.test(name) && args.includes("pipefail") && args.some((it) => /^-[a-z]*o/.test(it));
}
