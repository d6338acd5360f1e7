/** What a build went by, kept to tell at the next one why a step is not taken from the cache. */
import type { BuildStep, StepStatus } from "./progress.ts";

export interface BuildSnapshot {
  readonly steps: Readonly<Record<string, SnapshotStep>>;
  /** What tells the content of each file of the build context from another; by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly buildArgs: Readonly<Record<string, string>>;
}

export interface SnapshotStep {
  readonly instruction: string;
  readonly status: StepStatus;
}

/** The same step of the same stage in the next build. */
export const stepKey = ({ stage, index }: Pick<BuildStep, "stage" | "index">): string => `${stage ?? ""}\n${index}`;

export function snapshotOf(
  steps: readonly BuildStep[],
  files: ReadonlyMap<string, string>,
  buildArgs: Readonly<Record<string, string>>,
): BuildSnapshot {
  return {
    steps: Object.fromEntries(steps.map((it) => [stepKey(it), { instruction: it.instruction, status: it.status }])),
    files: Object.fromEntries(files),
    buildArgs,
  };
}

/** Null for what was not written by `JSON.stringify` of a snapshot. */
export function parseSnapshot(text: string): BuildSnapshot | null {
  try {
    const { steps, files, buildArgs } = JSON.parse(text) as Partial<BuildSnapshot>;
    return steps && files && buildArgs ? { steps, files, buildArgs } : null;
  } catch {
    return null;
  }
}
