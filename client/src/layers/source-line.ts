/** Which line of a Dockerfile made a layer. */
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";

/** Lines count from 0; null where no step says the same, or several do. */
export function sourceLine(instruction: string, stages: readonly DockerfileStage[]): number | null {
  const wanted = plain(instruction);
  const found = stages.flatMap(({ steps }) => steps.filter((it) => it.keyword !== "FROM" && plain(it.text) === wanted));
  return found.length === 1 ? (found[0]?.line ?? null) : null;
}

/** On one line and without flags, which the image does not keep. */
const plain = (text: string): string =>
  text
    .replaceAll(/\\\r?\n/g, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^(\w+)(?: --\S+)+/, "$1")
    .trim();
