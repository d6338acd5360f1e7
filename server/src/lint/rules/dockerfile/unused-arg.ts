import * as l10n from "@vscode/l10n";
import type { Instruction, Pair } from "../../../dockerfile/instruction.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unused-arg",
  aliases: [],
  severity: "information",
  docs: {
    summary: () => l10n.t("Nothing reads an `ARG`."),
    why: () =>
      l10n.t(
        "An `ARG` above the first `FROM` is only known there: a stage that wants it declares it again. One in a stage is only read by instructions below it.",
      ),
    bad: "ARG VERSION=3.22\nFROM alpine:3.22\nCOPY a /a\n",
    good: "ARG VERSION=3.22\nFROM alpine:${VERSION}\nCOPY a /a\n",
  },
  messages: {
    global: (name) =>
      l10n.t(
        "No `FROM` reads `{0}`, and no stage declares it again: in a stage it is not known without `ARG {0}`.",
        name,
      ),
    inStage: (name) => l10n.t("Nothing below reads `{0}`.", name),
  },
  check(file, report) {
    const { before, list } = file.stages;
    const redeclared = new Set(
      list.flatMap(({ instructions }) =>
        instructions.filter((it) => it.keyword === "ARG").flatMap((it) => it.pairs.map(nameOf)),
      ),
    );
    const inFrom = new Set([...before, ...list.map((it) => it.from)].flatMap(readBy));
    for (const pair of pairsIn(before))
      if (!inFrom.has(nameOf(pair)) && !redeclared.has(nameOf(pair)))
        report(pair.name, "global", { args: [nameOf(pair)], tag: "unnecessary" });

    // A RUN, also one of a stage built on this, may read any variable in its environment without naming it.
    const open = list.map(({ instructions }) => instructions.some((it) => (it.trigger ?? it).keyword === "RUN"));
    for (const { base, index } of [...list].reverse()) if (base && open[index]) open[base.index] = true;
    const inherited = new Set(list.filter((it) => it.base).flatMap((it) => it.instructions.flatMap(readBy)));
    for (const { index, instructions } of list) {
      if (open[index] || !instructions.some((it) => it.keyword === "ARG")) continue;
      const read = new Set(instructions.flatMap(readBy));
      for (const pair of pairsIn(instructions))
        if (!read.has(nameOf(pair)) && !inherited.has(nameOf(pair)))
          report(pair.name, "inStage", { args: [nameOf(pair)], tag: "unnecessary" });
    }
  },
});

const pairsIn = (instructions: readonly Instruction[]): Pair[] =>
  instructions
    .filter((it) => it.keyword === "ARG")
    .flatMap((it) => it.pairs.filter(({ name }) => /^\w+$/.test(name.text)));

const nameOf = ({ name }: Pair): string => name.text;

const readBy = (it: Instruction): string[] => it.variables.map((variable) => variable.name);
