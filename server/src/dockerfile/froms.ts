/** What `COPY --from` and `RUN --mount=from=` name: a stage, an image or a named context. */
import { onceFor } from "../text/once.ts";
import { plainText } from "./flags.ts";
import type { Instruction, Word } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";

export function fromsOf(it: Instruction): readonly Word[] {
  if (it.flags.length === 0) return [];
  if (it.keyword === "RUN") return mountsOf(it).flatMap(({ from }) => from ?? []);
  const value = it.keyword === "COPY" ? it.flag("from")?.value : null;
  return value ? [value] : [];
}

/** One name that the instructions of a stage take files from. */
export interface From {
  /** The trigger where there is one. */
  readonly it: Instruction;
  readonly isTriggered: boolean;
  readonly value: Word;
  /** Without quotes and escapes. */
  readonly text: string;
  /** The text in lower case, as stages are found by. */
  readonly name: string;
}

/** All of them; of a list that is still the same it is known. */
export const fromsIn = onceFor((instructions: readonly Instruction[]): readonly From[] =>
  instructions.flatMap((outer) => {
    const it = outer.trigger ?? outer;
    return fromsOf(it).map((value) => {
      const { text } = plainText(value.text);
      return { it, isTriggered: outer.trigger !== null, value, text, name: text.toLowerCase() };
    });
  }),
);
