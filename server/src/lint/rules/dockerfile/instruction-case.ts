import * as l10n from "@vscode/l10n";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { replace } from "../../../text/span.ts";
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
    const instructions = file.stages.list.flatMap((stage) => [stage.from, ...stage.instructions]);
    let lower = 0;
    let upper = 0;
    for (const { written, keyword } of instructions) {
      if (written === keyword) upper++;
      else if (written === keyword.toLowerCase()) lower++;
    }
    const isLower = lower > upper;
    for (const it of instructions) {
      const { written, keyword } = it;
      if (isLower ? written === keyword.toLowerCase() : written === keyword) continue;
      if (!isKeyword(keyword)) continue;
      const expected = isLower ? keyword.toLowerCase() : keyword;
      const fix = { title: () => l10n.t("Change to `{0}`", expected), edits: [replace(it.name, expected)] };
      report(it.name, "odd", { args: [written, expected], fix });
    }
  },
});
