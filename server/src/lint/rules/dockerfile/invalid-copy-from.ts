import * as l10n from "@vscode/l10n";
import { fromsIn } from "../../../dockerfile/froms.ts";
import { isReference } from "../../../dockerfile/image.ts";
import { globalArgs } from "../../../dockerfile/scopes.ts";
import { findVariables } from "../../../dockerfile/variables.ts";
import { insert, replace } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-copy-from",
  aliases: ["FLAG_INVALID_FROM_VALUE", "DL3022"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`COPY --from` or the `from` of a mount names neither a stage nor an image."),
    why: () =>
      l10n.t(
        "The build stops: `from` is the name or number of a stage, an image, or a named context, and variables are not filled in there. `FROM` knows those that an `ARG` before the first `FROM` declares.",
      ),
    bad: "ARG TAG=1\nFROM alpine:3.22\nCOPY --from=tools:$TAG /app /app\n",
    good: "ARG TAG=1\nFROM tools:$TAG AS tools\n\nFROM alpine:3.22\nCOPY --from=tools /app /app\n",
  },
  messages: {
    from: (value) => l10n.t("`{0}` can be neither a stage nor an image.", value),
    variable: (value) =>
      l10n.t("Variables are not filled in here: give `{0}` a stage of its own, and name that.", value),
  },
  keywords: ["FROM", "ARG", "COPY", "RUN"],
  check(file, report) {
    const { before, list, byName } = file.stages;
    const args = globalArgs(file.stages);
    const all = [{ from: null, instructions: before }, ...list];
    for (const { from, instructions } of all) {
      for (const { it, isTriggered, value, text, name: asked } of fromsIn(instructions)) {
        if (!text.includes("$")) {
          // The stages that a trigger names are those of another file.
          const isName = isTriggered ? /^[a-z][\w.-]*$/i.test(text) : byName.has(asked);
          // Of a number BuildKit makes no image.
          const isNumber = it.keyword === "COPY" && /^\+?\d+$/.test(text);
          const isFine = isNumber ? isTriggered || !from || Number(text) < list.length : isName || isReference(text);
          if (text !== "" && !isFine) report(value, "from", { args: [value.text.slice(0, 60)] });
          continue;
        }
        if (!from) continue;
        const isKnown = findVariables(value.text, 0, value.text.length, it.escape).every(({ nameStart, nameEnd }) =>
          args.has(value.text.slice(nameStart, nameEnd)),
        );
        const name = stageNameFor(value.unquoted, (taken) => list.some((stage) => stage.name?.text === taken));
        const fix: Fix = {
          title: () => l10n.t("Add the stage `{0}` and take from it", name),
          edits: [insert(from.start, `FROM ${value.unquoted} AS ${name}\n\n`), replace(value, name)],
        };
        report(value, "variable", { args: [value.text.slice(0, 60)], ...(isKnown && !isTriggered && { fix }) });
      }
    }
  },
});

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
