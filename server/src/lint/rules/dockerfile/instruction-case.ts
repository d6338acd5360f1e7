import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { onceFor } from "../../../text/once.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "instruction-case",
  aliases: ["ConsistentInstructionCasing", "CASING_INSTRUCTION"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("All instructions are written in the same case."),
    why: () =>
      l10n.t(
        "Docker does not care, readers do: upper case is the custom, and one odd instruction is easily overlooked.",
      ),
    bad: 'FROM alpine:3.22\nrun id\nCMD ["sh"]\n',
    good: 'FROM alpine:3.22\nRUN id\nCMD ["sh"]\n',
  },
  messages: {
    odd: (written, expected) => l10n.t("Write `{0}` as `{1}`, like the other instructions.", written, expected),
  },
  check(file, report) {
    // As BuildKit counts: the ARGs before the first FROM have no say.
    let lower = 0;
    let upper = 0;
    let all = 0;
    for (const { from, instructions } of file.stages.list) {
      all += 1 + instructions.length;
      const counts = countsOf(instructions);
      lower += counts.lower + (from.written === "from" ? 1 : 0);
      upper += counts.upper + (from.written === "FROM" ? 1 : 0);
    }
    if (upper === all || lower === all) return;
    const isLower = lower > upper;
    const checkOne = (it: Instruction): void => {
      const { written, keyword } = it;
      if (isLower ? written === keyword.toLowerCase() : written === keyword) return;
      if (!isKeyword(keyword)) return;
      const expected = isLower ? keyword.toLowerCase() : keyword;
      const fix = changeTo(expected, it.name);
      report(it.name, "odd", { args: [written, expected], fix });
    };
    for (const { from, instructions } of file.stages.list) {
      checkOne(from);
      if (countsOf(instructions)[isLower ? "lower" : "upper"] < instructions.length) instructions.forEach(checkOne);
    }
  },
});

/** How many of them are in which case; counted once, as most stages stay as they are while a file is edited. */
const countsOf = onceFor((instructions: readonly Instruction[]) => ({
  lower: instructions.filter((it) => it.written !== it.keyword && it.written === it.keyword.toLowerCase()).length,
  upper: instructions.filter((it) => it.written === it.keyword).length,
}));
