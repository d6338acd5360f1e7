/** What two stages begin with alike, the builder does once, and names it by one of them: now this one, now that one. */
import { parseImageReference } from "../../../server/src/shared/image-reference.ts";
import type { DockerfileStage, DockerfileStep } from "../../../server/src/shared/protocol.ts";
import type { BuildStep } from "./progress.ts";
import { stageName, stageNamed } from "./stage-name.ts";

/** Answers a function that adds to the steps of a build those which were done for another stage as well. */
export function alikeSteps(stages: readonly DockerfileStage[]): (steps: readonly BuildStep[]) => readonly BuildStep[] {
  const beginnings = beginningsOf(stages);
  return (steps) => {
    const own = new Map(stages.map((it) => [stageName(stages, it), new Set<number>()]));
    const done = new Map<string, BuildStep[]>();
    for (const step of steps) {
      const name = stageNamed(stages, step.stage);
      own.get(name)?.add(step.index);
      const beginning = beginnings.get(name)?.[step.index - 1];
      if (beginning !== undefined) done.set(beginning, [...(done.get(beginning) ?? []), step]);
    }
    const added = [...own].flatMap(([stage, indexes]) => {
      const found = (beginnings.get(stage) ?? []).map((it, i) => (indexes.has(i + 1) ? [] : (done.get(it) ?? null)));
      // A stage that nothing was done for is not part of the build.
      if (indexes.size === 0 && found.includes(null)) return [];
      return found.flatMap((all, i) => (all ?? []).map((it) => ({ ...it, stage, index: i + 1 })));
    });
    return added.length === 0 ? steps : [...steps, ...added];
  };
}

/** Of each stage by its name: the texts from its beginning to each of its steps. */
function beginningsOf(stages: readonly DockerfileStage[]): ReadonlyMap<string, readonly string[]> {
  const all: string[][] = [];
  for (const { base, steps } of stages) {
    let text = base === null ? "" : (all[base]?.at(-1) ?? "");
    all.push(steps.map((step) => (text += `${wording(step)}\n`)));
  }
  return new Map(stages.map((it, i) => [stageName(stages, it), all[i] ?? []]));
}

/** `FROM busybox AS a` and `FROM docker.io/library/busybox:latest` are one. */
function wording({ keyword, text }: DockerfileStep): string {
  if (keyword !== "FROM") return text;
  const words = text.split(/\s+/).filter(Boolean);
  const as = words.findIndex((it) => it.toUpperCase() === "AS");
  return words
    .slice(0, as < 0 ? undefined : as)
    .map(wholeReference)
    .join(" ");
}

function wholeReference(word: string, i: number): string {
  const parts = i === 0 ? null : parseImageReference(word);
  if (parts === null) return word;
  const { registry, name, tag, digest } = parts;
  const path = registry === null || registry === "docker.io" ? name.replace(/^library\//, "") : `${registry}/${name}`;
  return `${path}:${tag ?? "latest"}@${digest ?? ""}`;
}
