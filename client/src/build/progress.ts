/** The picture of a build that is under way: its steps and how far it is. */
import type { BuildEvent, BuildVertex } from "../engine/api/builds.ts";

export type StepStatus = "waiting" | "running" | "cached" | "done" | "failed" | "cancelled";

export interface BuildStep {
  readonly digest: string;
  /** `[build 2/3] RUN make` */
  readonly name: string;
  /** `build`; `stage-1` for a stage without a name; empty when the Dockerfile has one stage only. Null: no step of the Dockerfile. */
  readonly stage: string | null;
  /** From 1; of a stage's steps. 0 for what is no step of the Dockerfile. */
  readonly index: number;
  readonly count: number;
  /** `RUN make` */
  readonly instruction: string;
  readonly status: StepStatus;
  /** Milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly error: string | null;
}

export interface BuildPicture {
  /** The steps of the Dockerfile by stage and index; what the builder does besides them is left out. */
  readonly steps: readonly BuildStep[];
  readonly completed: number;
  readonly total: number;
  /** The step that was the last to start and is not over. */
  readonly current: BuildStep | null;
  /** Known when the build is done. */
  readonly imageId: string | null;
}

export const NO_PICTURE: BuildPicture = { steps: [], completed: 0, total: 0, current: null, imageId: null };

export function withEvent(picture: BuildPicture, event: BuildEvent): BuildPicture {
  if (event.type === "done") return { ...picture, imageId: event.imageId };
  if (event.type !== "vertex") return picture;
  const step = stepOf(event.vertex);
  if (step.stage === null) return picture;
  const before = picture.steps.find((it) => it.digest === step.digest);
  const steps = before
    ? picture.steps.map((it) => (it === before ? merged(before, step) : it))
    : inOrder([...picture.steps, step]);
  return {
    ...picture,
    steps,
    completed: steps.filter(({ status }) => status === "done" || status === "cached").length,
    total: totalOf(steps),
    current: lastStarted(steps),
  };
}

/** The exit code of a step that failed, out of the builder's words; null where it failed otherwise. */
export function stepExitCode(error: string | null): string | null {
  return /exit code: (\d+)/.exec(error ?? "")?.[1] ?? null;
}

function stepOf(vertex: BuildVertex): BuildStep {
  const { digest, name, startedAt, completedAt, error } = vertex;
  const parsed = stepName(name) ?? { stage: null, index: 0, count: 0, instruction: name };
  return { digest, name, ...parsed, status: statusOf(vertex), startedAt, completedAt, error };
}

interface StepName {
  readonly stage: string;
  readonly index: number;
  readonly count: number;
  readonly instruction: string;
}

/** `[2/3] RUN make`, `[build 2/3] RUN make`, `[linux/arm64 build 2/3] RUN make` */
function stepName(name: string): StepName | null {
  const [, stage, index, count, instruction] = /^\[(?:(.*) )?(\d+)\/(\d+)\] (.*)$/s.exec(name) ?? [];
  if (instruction === undefined) return null;
  // `[build  2/12]`: the builder aligns the numbers.
  return { stage: stage?.trim() ?? "", index: Number(index), count: Number(count), instruction };
}

export function statusOf({ error, completedAt, startedAt, cached }: BuildVertex): StepStatus {
  if (error !== null) return /context cancell?ed/.test(error) ? "cancelled" : "failed";
  if (completedAt !== null) return cached ? "cached" : "done";
  return startedAt === null ? "waiting" : "running";
}

/** A step is reported again when its result is found in the cache, or is taken up a second time. */
function merged(before: BuildStep, now: BuildStep): BuildStep {
  const startedAt = before.startedAt ?? now.startedAt;
  if (before.status === "failed") return before;
  // Taken up a second time it takes nothing, but what it took the first time counts. FROM is always looked up first.
  if (before.status === "done" && now.status === "cached" && !/^FROM /i.test(now.instruction)) return before;
  return { ...now, startedAt };
}

/** By stage, in the order in which the builder names them, `stage-0` before `stage-1`; by index inside. */
function inOrder(steps: readonly BuildStep[]): BuildStep[] {
  const seen = [...new Set(steps.map((it) => it.stage ?? ""))];
  const position = (stage: string): number => {
    const number = /(?:^| )stage-(\d+)$/.exec(stage)?.[1];
    return number === undefined ? seen.indexOf(stage) : Number(number);
  };
  return [...steps].sort((a, b) => position(a.stage ?? "") - position(b.stage ?? "") || a.index - b.index);
}

/** BuildKit names all its steps before the first one starts; the classic builder each at its turn, with their number. */
function totalOf(steps: readonly BuildStep[]): number {
  const isOneStage = steps.every((it) => it.stage === steps[0]?.stage);
  return isOneStage ? Math.max(steps.length, ...steps.map((it) => it.count)) : steps.length;
}

function lastStarted(steps: readonly BuildStep[]): BuildStep | null {
  const running = steps.filter((it) => it.status === "running");
  return running.reduce<BuildStep | null>(
    (last, it) => (last === null || (it.startedAt ?? 0) >= (last.startedAt ?? 0) ? it : last),
    null,
  );
}
