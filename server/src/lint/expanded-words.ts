/** Words of instructions as the builder reads them. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { expand } from "../dockerfile/expand.ts";
import type { Word } from "../dockerfile/instruction.ts";
import { chainOf } from "../dockerfile/stages.ts";
import { withValues } from "../dockerfile/values.ts";
import { findVariables } from "../dockerfile/variables.ts";

/**
 * The words with variables in all instructions of a keyword, filled in; only where the file sets each of the variables.
 * In stages from `scratch`, which bring none of their own, what nothing declares is empty.
 */
export function* expandedWords(file: Dockerfile, keyword: string): Generator<{ word: Word; value: string }> {
  for (const stage of file.stages.list) {
    if (!stage.instructions.some((it) => (it.trigger ?? it).keyword === keyword && it.variables.length > 0)) continue;
    const isFromNothing = chainOf(stage).at(-1)?.image?.text === "scratch";
    for (const { it, values } of withValues(file.stages, stage)) {
      if (it.keyword !== keyword) continue;
      for (const word of it.words) {
        const { text } = word;
        const textOf = (name: string): string | null => values.get(name)?.text ?? null;
        const used = text.includes("$") ? findVariables(text, 0, text.length, it.escape) : [];
        const isKnown = used.every(({ isClosed, nameStart, nameEnd }) => {
          const name = text.slice(nameStart, nameEnd);
          return isClosed && (textOf(name) || (isFromNothing && !values.has(name) && name !== "PATH"));
        });
        if (used.length > 0 && isKnown) yield { word, value: expand(text, it.escape, textOf) };
      }
    }
  }
}
