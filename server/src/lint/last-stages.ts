/** Stages that reach an image: the last one, and those that others are built on. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";

/** The RUNs whose layers somebody gets; also all inside ONBUILD. */
export function* shippedRuns(file: Dockerfile): Generator<Instruction> {
  const { list, before } = file.stages;
  const bases = new Set(list.map((it) => it.image?.text));
  const last = list.at(-1);
  for (const stage of [{ instructions: before, isShipped: list.length === 0 }, ...list]) {
    const isShipped = "isShipped" in stage ? stage.isShipped : stage === last || bases.has(stage.name?.text ?? "");
    for (const it of stage.instructions) {
      if (it.trigger?.keyword === "RUN") yield it.trigger;
      else if (it.keyword === "RUN" && isShipped) yield it;
    }
  }
}
