/** What the editor shows behind each instruction of a Dockerfile that is being built, or was built last. */
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";
import type { BuildEvent, ImageLayer } from "../engine/engine.ts";
import { type BuildPicture, type BuildStep, NO_PICTURE, type StepStatus, withEvent } from "./progress.ts";
import { plainText, sanitise } from "./sanitise.ts";

/** Lines count from 0. */
export interface BuildMark {
  readonly line: number;
  readonly endLine: number;
  readonly status: StepStatus;
  /** Milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  /** What the step printed last, without colours. */
  readonly output: readonly string[];
  readonly error: string | null;
  /** Bytes that the step added to the image; null where it is not known (yet). */
  readonly size: number | null;
}

/** Enough to see why a step failed. */
const KEPT_LINES = 20;

const LAYER = /^(?:ADD|COPY|RUN|WORKDIR) /;
const NO_STAGE: DockerfileStage = { name: null, base: null, steps: [] };

/** The marks of one build of one Dockerfile; the events of the build and the edits of the file change them. */
export class BuildMarks {
  readonly #stages: readonly DockerfileStage[];
  readonly #steps: ReadonlyMap<string, { readonly keyword: string; line: number; endLine: number }>;
  readonly #sizes = new Map<string, number>();
  readonly #edited = new Set<string>();
  readonly #output = new Map<string, string[]>();
  #picture: BuildPicture = NO_PICTURE;

  constructor(stages: readonly DockerfileStage[]) {
    this.#stages = stages;
    this.#steps = new Map(
      stages.flatMap(({ name, steps }, stage) =>
        steps.map((step, i) => [key(this.#stageName(stage, name), i + 1), { ...step }] as const),
      ),
    );
  }

  /** Whether a step is under way, so that its seconds count. */
  get isRunning(): boolean {
    return this.#picture.current !== null;
  }

  apply(event: BuildEvent): void {
    this.#picture = withEvent(this.#picture, event);
    if (event.type !== "log") return;
    const lines = this.#output.get(event.vertex) ?? [];
    lines.push(
      ...event.text
        .split("\n")
        .map((it) => plainText(sanitise(it)).trimEnd())
        .filter(Boolean),
    );
    this.#output.set(event.vertex, lines.slice(-KEPT_LINES));
  }

  /** The build of a stage (null: the last one) made an image of these layers, the newest first. */
  measured(layers: readonly ImageLayer[], target: string | null): void {
    const made = layers.filter((it) => LAYER.test(it.createdBy));
    let stage = this.#stageIndex(target);
    for (;;) {
      const { name, base, steps } = this.#stages[stage] ?? NO_STAGE;
      for (const [i, step] of [...steps.entries()].reverse()) {
        if (step.keyword === "FROM") continue;
        const layer = made.shift();
        if (!layer?.createdBy.startsWith(step.keyword)) return; // Not what was expected: nothing is better than wrong.
        this.#sizes.set(key(this.#stageName(stage, name), i + 1), layer.size);
      }
      if (base === null) return;
      stage = base;
    }
  }

  /** The build is over: what was still under way was cut off. */
  end(): void {
    const steps = this.#picture.steps.filter((it) => it.status !== "running" && it.status !== "waiting");
    this.#picture = { ...this.#picture, steps, current: null };
  }

  /** Lines `start` to `end` became `added` + 1 lines: marks behind follow, those of an edited instruction go. */
  edit(start: number, end: number, added: number): void {
    for (const [id, step] of this.#steps) {
      if (start <= step.endLine && end >= step.line) this.#edited.add(id);
      if (step.line <= end) continue;
      step.line += added - (end - start);
      step.endLine += added - (end - start);
    }
  }

  marks(): BuildMark[] {
    return this.#picture.steps.flatMap((step) => this.#mark(step) ?? []);
  }

  #mark(step: BuildStep): BuildMark | null {
    const id = key(withoutPlatform(step.stage ?? ""), step.index);
    const place = this.#steps.get(id);
    // An ONBUILD of the base image runs steps that are not in this file, and the numbers are off.
    if (!place || this.#edited.has(id) || !step.instruction.toUpperCase().startsWith(place.keyword)) return null;
    const { status, startedAt, completedAt, error } = step;
    const output = this.#output.get(step.digest) ?? [];
    const size = this.#sizes.get(id) ?? null;
    return { line: place.line, endLine: place.endLine, status, startedAt, completedAt, output, error, size };
  }

  #stageIndex(target: string | null): number {
    if (target === null) return this.#stages.length - 1;
    const named = this.#stages.findLastIndex((it) => it.name?.toLowerCase() === target.toLowerCase());
    return named < 0 ? Number(target) : named;
  }

  /** As the builder names stages: not at all where there is one only, `stage-1` where it has no name. */
  #stageName(index: number, name: string | null): string {
    return this.#stages.length === 1 ? "" : (name?.toLowerCase() ?? `stage-${index}`);
  }
}

const key = (stage: string, index: number): string => `${stage}\n${index}`;

const withoutPlatform = (stage: string): string => stage.slice(stage.lastIndexOf(" ") + 1).toLowerCase();
