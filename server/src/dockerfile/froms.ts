/** What `COPY --from` and `RUN --mount=from=` name: a stage, an image or a named context. */
import type { Instruction, Word } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";

export function fromsOf(it: Instruction): readonly Word[] {
  if (it.keyword === "RUN") return mountsOf(it).flatMap(({ from }) => from ?? []);
  const value = it.keyword === "COPY" ? it.flag("from")?.value : null;
  return value ? [value] : [];
}
