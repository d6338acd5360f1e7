import * as l10n from "@vscode/l10n";
import type { Instruction, Pair } from "../../../dockerfile/instruction.ts";
import { onceFor } from "../../../text/once.ts";
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
    const declared = declaredIn(before);
    if (declared.length > 0) {
      const inFrom = new Set([...before, ...list.map((it) => it.from)].flatMap(readBy));
      const redeclared = new Set(list.flatMap(({ instructions }) => argsIn(instructions)));
      for (const pair of declared)
        if (!inFrom.has(nameOf(pair)) && !redeclared.has(nameOf(pair)))
          report(pair.name, "global", { args: [nameOf(pair)], tag: "unnecessary" });
    }

    // A RUN, also one of a stage built on this, may read any variable in its environment without naming it.
    const open = list.map(({ instructions }) => hasRun(instructions));
    for (const { base, index } of [...list].reverse()) if (base && open[index]) open[base.index] = true;
    const builtOnAny = list.findLastIndex(({ image }) => image?.text.includes("$"));
    const closed = list.filter(
      ({ index, name, instructions }) =>
        !open[index] && !(name && index < builtOnAny) && declaredIn(instructions).length > 0,
    );
    if (closed.length === 0) return;
    const inherited = new Set<string>();
    for (const it of list) if (it.base) for (const name of readIn(it.instructions)) inherited.add(name);
    for (const { instructions } of closed) {
      const read = readIn(instructions);
      for (const pair of declaredIn(instructions))
        if (!read.has(nameOf(pair)) && !inherited.has(nameOf(pair)))
          report(pair.name, "inStage", { args: [nameOf(pair)], tag: "unnecessary" });
    }
  },
});

/** What these say is for the build itself. */
const READ_BY_BUILDKIT = /^(?:BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/;

// What a part of a file declares and reads; worked out once, as most stages stay as they are while a file is edited.
const hasRun = onceFor((instructions: readonly Instruction[]): boolean =>
  instructions.some((it) => (it.trigger ?? it).keyword === "RUN"),
);
const argsIn = onceFor((instructions: readonly Instruction[]): readonly string[] =>
  instructions.filter((it) => it.keyword === "ARG").flatMap((it) => it.pairs.map(nameOf)),
);
const declaredIn = onceFor((instructions: readonly Instruction[]): readonly Pair[] =>
  instructions
    .filter((it) => it.keyword === "ARG")
    .flatMap((it) => it.pairs.filter(({ name }) => /^\w+$/.test(name.text) && !READ_BY_BUILDKIT.test(name.text))),
);
const readIn = onceFor(
  (instructions: readonly Instruction[]): ReadonlySet<string> => new Set(instructions.flatMap(readBy)),
);

const nameOf = ({ name }: Pair): string => name.text;

const readBy = (it: Instruction): string[] => it.variables.map((variable) => variable.name);
