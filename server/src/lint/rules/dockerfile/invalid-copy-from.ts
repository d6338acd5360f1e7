import * as l10n from "@vscode/l10n";
import type { Instruction, Word } from "../../../dockerfile/instruction.ts";
import { globalArgs } from "../../../dockerfile/scopes.ts";
import { insert, replace } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-copy-from",
  aliases: ["FLAG_INVALID_FROM_VALUE"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`--from` names neither a stage nor an image."),
    why: () =>
      l10n.t(
        "The build stops: `--from` is the name or number of a stage, an image, or a named context, and variables are not filled in there. `FROM` knows those that an `ARG` before the first `FROM` declares.",
      ),
    bad: "ARG TAG=1\nFROM alpine:3.22\nCOPY --from=tools:$TAG /app /app\n",
    good: "ARG TAG=1\nFROM tools:$TAG AS tools\n\nFROM alpine:3.22\nCOPY --from=tools /app /app\n",
  },
  messages: {
    from: (value) => l10n.t("`{0}` can be neither a stage nor an image.", value),
    variable: (value) =>
      l10n.t("`--from` does not fill in variables: give `{0}` a stage of its own and copy from that.", value),
  },
  keywords: ["FROM", "ARG", "COPY"],
  check(file, report) {
    const { before, list } = file.stages;
    const args = globalArgs(file.stages);
    for (const it of before) checkCopy(it, report);
    for (const { from, instructions } of list) {
      for (const outer of instructions) {
        const it = outer.trigger ?? outer;
        const number = !outer.trigger && it.keyword === "COPY" ? it.flag("from")?.value : null;
        // Of a number BuildKit makes no image.
        if (number && /^\d+$/.test(number.unquoted) && Number(number.unquoted) >= list.length)
          report(number, "from", { args: [number.text.slice(0, 60)] });
        const value = checkCopy(it, report);
        if (!value) continue;
        const isKnown = it.variables.every(
          ({ name, span }) => span.start < value.start || span.end > value.end || args.has(name),
        );
        const name = stageNameFor(value.unquoted, (taken) => list.some((stage) => stage.name?.text === taken));
        const fix: Fix = {
          title: () => l10n.t("Add the stage `{0}` and copy from it", name),
          edits: [insert(from.start, `FROM ${value.unquoted} AS ${name}\n\n`), replace(value, name)],
        };
        report(value, "variable", { args: [value.text.slice(0, 60)], ...(isKnown && !outer.trigger && { fix }) });
      }
    }
  },
});

/** The value of `--from` when it has a variable; what cannot be any name is reported. */
function checkCopy(it: Instruction, report: (word: Word, message: "from", options: { args: string[] }) => void) {
  const value = it.keyword === "COPY" ? it.flag("from")?.value : null;
  if (!value || value.text === "") return null;
  if (/^["']?[^"']*\$/.test(value.text)) return value;
  if (!/^[\w"']/.test(value.text)) report(value, "from", { args: [value.text.slice(0, 60)] });
  return null;
}

/** `uv` for `ghcr.io/astral-sh/uv:$TAG`, `uv-image` for `$UV_IMAGE`. */
function stageNameFor(image: string, isTaken: (name: string) => boolean): string {
  const path = image.replace(/[@:](?!.*\/).*$/, "");
  const last = path.slice(path.lastIndexOf("/") + 1);
  const name = (last || image)
    .toLowerCase()
    .replace(/\W+/g, " ")
    .trim()
    .replace(/[ _]+/g, "-")
    .replace(/^(?![a-z])/, "image-");
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!isTaken(numbered)) return numbered;
  }
}
