/** What the editor shows behind each instruction of a Dockerfile that is being built, or was built last. */
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";
import type { BuildEvent } from "../engine/engine.ts";
import { type BuildPicture, type BuildStep, NO_PICTURE, type StepStatus, withEvent } from "./progress.ts";
import { sanitise } from "./sanitise.ts";

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
}

/** Enough to see why a step failed. */
const KEPT_LINES = 20;

/** The marks of one build of one Dockerfile; the events of the build and the edits of the file change them. */
export class BuildMarks {
  readonly #steps: ReadonlyMap<string, { readonly keyword: string; line: number; endLine: number }>;
  readonly #edited = new Set<string>();
  readonly #output = new Map<string, string[]>();
  #picture: BuildPicture = NO_PICTURE;

  constructor(stages: readonly DockerfileStage[]) {
    this.#steps = new Map(
      stages.flatMap(({ name, steps }, stage) =>
        steps.map((step, i) => [key(stageName(name, stage, stages.length), i + 1), { ...step }] as const),
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
    lines.push(...event.text.split("\n").map(plain).filter(Boolean));
    this.#output.set(event.vertex, lines.slice(-KEPT_LINES));
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
    return { line: place.line, endLine: place.endLine, status, startedAt, completedAt, output, error };
  }
}

const key = (stage: string, index: number): string => `${stage}\n${index}`;

/** As the builder names stages: not at all where there is one only, `stage-1` where it has no name. */
function stageName(name: string | null, index: number, count: number): string {
  return count === 1 ? "" : (name?.toLowerCase() ?? `stage-${index}`);
}

const withoutPlatform = (stage: string): string => stage.slice(stage.lastIndexOf(" ") + 1).toLowerCase();

const ESCAPE = "\u001b";
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;:]*m`, "g");

const plain = (line: string): string => sanitise(line).replaceAll(COLOUR, "").trimEnd();
