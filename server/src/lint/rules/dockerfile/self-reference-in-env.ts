import * as l10n from "@vscode/l10n";
import { replace } from "../../../text/span.ts";
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
    const set = new Set<string>();
    for (const it of file.instructions) {
      if (it.keyword !== "ENV" && it.keyword !== "ARG") continue;
      if (it.keyword === "ENV" && it.pairs.length > 1 && it.variables.length > 0) {
        const own = new Map(it.pairs.map((pair) => [pair.name.text, pair]));
        let isFixed = false;
        for (const { name, nameSpan } of it.variables) {
          const definition = own.get(name);
          const user = it.pairs.find((pair) => pair.word.start <= nameSpan.start && nameSpan.end <= pair.word.end);
          if (!definition || !user || definition === user || set.has(name)) continue;
          const gap = {
            start: it.pairs[it.pairs.indexOf(user) - 1]?.word.end ?? user.word.start,
            end: user.word.start,
          };
          const isAfter = definition.word.start < user.word.start;
          const fix = { title: () => l10n.t("Split into two `ENV`"), edits: [replace(gap, "\nENV ")] };
          report(nameSpan, "self", { args: [name], ...(isAfter && !isFixed && !it.onbuild ? { fix } : {}) });
          isFixed ||= isAfter;
        }
      }
      for (const pair of it.pairs) set.add(pair.name.text);
    }
  },
});
