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
    for (const { name, keyword } of instructions) {
      if (name.text === keyword.toLowerCase()) lower++;
      else if (name.text === keyword) upper++;
    }
    const isLower = lower > upper;
    for (const { name, keyword } of instructions) {
      const expected = isLower ? keyword.toLowerCase() : keyword;
      if (name.text === expected || !isKeyword(keyword)) continue;
      const fix = { title: () => l10n.t("Change to `{0}`", expected), edits: [replace(name, expected)] };
      report(name, "odd", { args: [name.text, expected], fix });
    }
  },
});
