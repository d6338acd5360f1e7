import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { onceFor } from "../../../text/once.ts";
import { replace, type Span } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "self-reference-in-env",
  aliases: ["DL3044"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("An `ENV` uses a variable that it sets itself."),
    why: () =>
      l10n.t("All values of one `ENV` are filled in before any is set: the variable still has its old value, or none."),
    bad: 'FROM alpine:3.22\nENV DIR=/srv BIN="$DIR/bin"\n',
    good: 'FROM alpine:3.22\nENV DIR=/srv\nENV BIN="$DIR/bin"\n',
  },
  messages: {
    self: (name) => l10n.t("`{0}` is set by this same `ENV` and has no value here yet: use a second `ENV`.", name),
  },
  keywords: ["ARG", "ENV"],
  check(file, report) {
    if (!partsOf(file.stages).some(({ instructions }) => holdsSelfReference(instructions))) return;
    const set = new Set<string>();
    for (const it of file.instructions) {
      let isFixed = false;
      for (const { name, nameSpan, gap, isAfter } of selfReferences(it)) {
        if (set.has(name)) continue;
        const fix = { title: () => l10n.t("Split into two `ENV`"), edits: [replace(gap(), "\nENV ")] };
        report(nameSpan, "self", { args: [name], ...(isAfter && !isFixed && !it.onbuild ? { fix } : {}) });
        isFixed ||= isAfter;
      }
      if (it.keyword === "ENV" || it.keyword === "ARG") for (const pair of it.pairs) set.add(pair.name.text);
    }
  },
});

const holdsSelfReference = onceFor((instructions: readonly Instruction[]): boolean =>
  instructions.some((it) => selfReferences(it).length > 0),
);

interface SelfReference {
  readonly name: string;
  readonly nameSpan: Span;
  /** Between the pair that uses the name and the one before. */
  readonly gap: () => Span;
  /** The name is set before it is used. */
  readonly isAfter: boolean;
}

/** The variables in one pair of an ENV that another of its pairs sets. */
const selfReferences = onceFor((it: Instruction): SelfReference[] => {
  if (it.keyword !== "ENV" || it.pairs.length < 2 || it.variables.length === 0) return [];
  const own = new Map(it.pairs.map((pair) => [pair.name.text, pair]));
  return it.variables.flatMap(({ name, nameSpan }) => {
    const definition = own.get(name);
    const index = it.pairs.findIndex((pair) => pair.word.start <= nameSpan.start && nameSpan.end <= pair.word.end);
    const user = it.pairs[index];
    if (!definition || !user || definition === user) return [];
    const last = it.pairs[index - 1];
    // Worked out when it is asked for: the instruction may have moved by then.
    const gap = (): Span => ({ start: last?.word.end ?? user.word.start, end: user.word.start });
    return [{ name, nameSpan, gap, isAfter: definition.word.start < user.word.start }];
  });
});
