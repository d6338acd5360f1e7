/** What the editor shows behind each instruction of a Dockerfile that is being built, or was built last. */
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";
import type { BuildEvent, BuildVertex } from "../engine/api/builds.ts";
import type { ImageLayer } from "../engine/api/images.ts";
import type { OutputChannel } from "../engine/api/processes.ts";
import { alikeSteps } from "./alike-steps.ts";
import type { CacheCause, StepCause } from "./cache-cause.ts";
import { failedLine } from "./failed-line.ts";
import { lookedUpImage, looksUpFrontEnd, takingFrom } from "./looked-up.ts";
import { type BuildPicture, type BuildStep, NO_PICTURE, type StepStatus, statusOf, withEvent } from "./progress.ts";
import { plainText, sanitise } from "./sanitise.ts";
import { stageName, stageNamed } from "./stage-name.ts";

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
  /** The line on which it failed, where the output leaves no doubt. */
  readonly failedLine: number | null;
  /** Why it ran, where it was the first of its stage that did. */
  readonly cause: CacheCause | null;
  /** By which its whole output is asked for. */
  readonly digest: string;
  /** Bytes that the step added to the image; null where it is not known (yet). */
  readonly size: number | null;
}

/** What the builder remarked on lines of the file. */
export interface BuildRemark {
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

/** What stands above a FROM when the build is over. */
export interface StageTotal {
  readonly line: number;
  /** Of its steps, one after the other. */
  readonly seconds: number;
  readonly cached: number;
  readonly steps: number;
  /** Bytes that its steps added; null where it is not known. */
  readonly size: number | null;
  /** The image that was made, above the stage that it is; its seconds are those of the whole build. */
  readonly image: { readonly seconds: number; readonly size: number } | null;
}

/** Enough to see why a step failed. */
const SHOWN_LINES = 20;
/** Of each step; the first ones go. */
const KEPT_LINES = 20_000;
/** Characters; of what is longer the end is kept. */
const LONGEST_LINE = 16_384;

const LAYER = /^(?:ADD|COPY|RUN|WORKDIR) /;
/** The place of `# syntax=` among those of the steps. */
const SYNTAX = "syntax";
const NO_STAGE: DockerfileStage = { name: null, line: 0, base: null, steps: [] };

interface Place {
  readonly id: string;
  readonly keyword: string;
  readonly text: string;
  line: number;
  endLine: number;
}

/** The marks of one build of one Dockerfile; the events of the build and the edits of the file change them. */
export class BuildMarks {
  readonly #stages: readonly DockerfileStage[];
  readonly #steps: ReadonlyMap<string, Place>;
  /** The lines of the FROMs. */
  readonly #stageLines: number[];
  readonly #causes = new Map<string, CacheCause>();
  readonly #remarks: { line: number; endLine: number; text: string }[] = [];
  readonly #sizes = new Map<string, number>();
  readonly #edited = new Set<string>();
  /** What was looked up in vain, by the place that names it. */
  readonly #missing = new Map<string, BuildVertex>();
  readonly #output = new Map<string, string[]>();
  /** Lines that have not ended yet. */
  readonly #begun = new Map<string, Record<OutputChannel, string>>();
  readonly #withAlike: (steps: readonly BuildStep[]) => readonly BuildStep[];
  #picture: BuildPicture = NO_PICTURE;
  #image: { readonly stage: number; readonly seconds: number; readonly size: number } | null = null;
  #isOver = false;

  /** `syntaxLine` is that of `# syntax=`, null where there is none. */
  constructor(stages: readonly DockerfileStage[], syntaxLine: number | null = null) {
    this.#stages = stages;
    this.#withAlike = alikeSteps(stages);
    this.#stageLines = stages.map((it) => it.line);
    const places = stages.flatMap((stage) =>
      stage.steps.map((step, i): Place => ({ ...step, id: key(stageName(stages, stage), i + 1) })),
    );
    if (syntaxLine !== null) places.push({ id: SYNTAX, keyword: "", text: "", line: syntaxLine, endLine: syntaxLine });
    this.#steps = new Map(places.map((it) => [it.id, it]));
  }

  /** Whether a step is under way, so that its seconds count. */
  get isRunning(): boolean {
    return this.#picture.current !== null;
  }

  apply(event: BuildEvent): void {
    this.#picture = withEvent(this.#picture, event);
    if (event.type === "vertex") this.#lookUp(event.vertex);
    if (event.type === "warning") this.#remark(event);
    if (event.type === "log") this.#print(event.vertex, event.channel, event.text);
  }

  #lookUp(vertex: BuildVertex): void {
    const image = lookedUpImage(vertex.name);
    const taking = image === null ? [] : takingFrom([...this.#steps.values()], image).map(({ id }) => id);
    for (const id of looksUpFrontEnd(vertex.name) ? [SYNTAX] : taking)
      if (statusOf(vertex) === "failed") this.#missing.set(id, vertex);
      else this.#missing.delete(id); // It was asked for again, with a login.
  }

  /** A line may come in several pieces, with those of the other channel between. */
  #print(vertex: string, channel: OutputChannel, text: string): void {
    const begun = this.#begun.get(vertex) ?? { stdout: "", stderr: "" };
    const pieces = (begun[channel] + text).split("\n");
    const rest = pieces.pop() ?? "";
    // A progress bar writes over its line again and again.
    begun[channel] = rest.slice(Math.max(0, rest.lastIndexOf("\r", rest.length - 2))).slice(-LONGEST_LINE);
    this.#begun.set(vertex, begun);
    const lines = this.#output.get(vertex) ?? [];
    lines.push(...pieces.map(shown).filter(Boolean));
    if (lines.length > 2 * KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES);
    this.#output.set(vertex, lines);
  }

  #lines(vertex: string, most: number): string[] {
    const { stdout, stderr } = this.#begun.get(vertex) ?? { stdout: "", stderr: "" };
    const begun = [stdout, stderr].map(shown).filter(Boolean);
    return [...(this.#output.get(vertex) ?? []).slice(-most), ...begun].slice(-most);
  }

  explained(causes: readonly StepCause[]): void {
    for (const { step, cause } of causes) this.#causes.set(this.#keyOf(step), cause);
  }

  /** All that a step printed, and the instruction that it was. */
  log(digest: string): { readonly instruction: string; readonly lines: readonly string[] } | null {
    const step = this.#picture.steps.find((it) => it.digest === digest);
    return step ? { instruction: step.instruction, lines: this.#lines(digest, KEPT_LINES) } : null;
  }

  remarks(): readonly BuildRemark[] {
    return this.#remarks;
  }

  /** Of the stages that were built; none before the build is over. */
  totals(): StageTotal[] {
    if (!this.#isOver) return [];
    const all = this.#withAlike(this.#picture.steps);
    return this.#stages.flatMap((stage, i) => {
      const name = stageName(this.#stages, stage);
      const steps = all.filter((it) => stageNamed(this.#stages, it.stage) === name);
      if (steps.length === 0) return [];
      const milliseconds = steps.reduce((sum, it) => sum + Math.max(0, (it.completedAt ?? 0) - (it.startedAt ?? 0)), 0);
      const sizes = stage.steps.map((_, step) => this.#sizes.get(key(name, step + 1)));
      const known = sizes.filter((it) => it !== undefined);
      return {
        line: this.#stageLines[i] ?? stage.line,
        seconds: milliseconds / 1000,
        cached: steps.filter((it) => it.status === "cached").length,
        steps: steps.length,
        size: known.length === 0 ? null : known.reduce((sum, it) => sum + it, 0),
        image: this.#image?.stage === i ? { seconds: this.#image.seconds, size: this.#image.size } : null,
      };
    });
  }

  /** The build of a stage (null: the last one) made an image of these layers, the newest first, in so many seconds. */
  measured(layers: readonly ImageLayer[], target: string | null, seconds: number): void {
    const made = layers.filter((it) => LAYER.test(it.createdBy));
    let stage = this.#stageIndex(target);
    this.#image = { stage, seconds, size: layers.reduce((sum, it) => sum + it.size, 0) };
    for (;;) {
      const written = this.#stages[stage] ?? NO_STAGE;
      const { base, steps } = written;
      for (const [i, step] of [...steps.entries()].reverse()) {
        if (step.keyword === "FROM") continue;
        const layer = made.shift();
        if (!layer?.createdBy.startsWith(step.keyword)) return; // Not what was expected: nothing is better than wrong.
        this.#sizes.set(key(stageName(this.#stages, written), i + 1), layer.size);
      }
      if (base === null) return;
      stage = base;
    }
  }

  /** The build is over: what was still under way was cut off. */
  end(): void {
    this.#isOver = true;
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
    for (const [i, line] of this.#stageLines.entries())
      if (line > end) this.#stageLines[i] = line + added - (end - start);
    for (const [i, remark] of [...this.#remarks.entries()].reverse()) {
      if (start <= remark.endLine && end >= remark.line) this.#remarks.splice(i, 1);
      if (remark.line <= end) continue;
      remark.line += added - (end - start);
      remark.endLine += added - (end - start);
    }
  }

  marks(): BuildMark[] {
    const missing = [...this.#missing].flatMap(([id, vertex]) => this.#missingMark(id, vertex) ?? []);
    return [...this.#withAlike(this.#picture.steps).flatMap((step) => this.#mark(step) ?? []), ...missing];
  }

  #missingMark(id: string, { digest, startedAt, completedAt, error }: BuildVertex): BuildMark | null {
    const place = this.#steps.get(id);
    if (!place || this.#edited.has(id)) return null;
    const { line, endLine } = place;
    const nothing = { output: [], failedLine: null, cause: null, size: null };
    return { ...nothing, line, endLine, status: "failed", startedAt, completedAt, error, digest };
  }

  #mark(step: BuildStep): BuildMark | null {
    const id = this.#keyOf(step);
    const place = this.#steps.get(id);
    if (!place || this.#missing.has(id) || this.#edited.has(id)) return null;
    // An ONBUILD of the base image runs steps that are not in this file, and the numbers are off.
    if (!step.instruction.toUpperCase().startsWith(place.keyword)) return null;
    const { status, startedAt, completedAt, error, digest } = step;
    const { line, endLine } = place;
    const output = this.#lines(digest, SHOWN_LINES);
    const size = this.#sizes.get(id) ?? null;
    const cause = this.#causes.get(id) ?? null;
    const within = status === "failed" ? failedLine(place.text, output) : null;
    const failed = within === null ? null : line + within;
    return { line, endLine, status, startedAt, completedAt, output, error, failedLine: failed, cause, digest, size };
  }

  #remark({ text, line, endLine }: Extract<BuildEvent, { type: "warning" }>): void {
    if (line === null) return;
    const remark = { line: line - 1, endLine: (endLine ?? line) - 1, text: plainText(sanitise(text)) };
    const isKnown = this.#remarks.some((it) => it.line === remark.line && it.text === remark.text);
    if (!isKnown) this.#remarks.push(remark);
  }

  #keyOf({ stage, index }: BuildStep): string {
    return key(stageNamed(this.#stages, stage), index);
  }

  #stageIndex(target: string | null): number {
    if (target === null) return this.#stages.length - 1;
    const named = this.#stages.findLastIndex((it) => it.name?.toLowerCase() === target.toLowerCase());
    return named < 0 ? Number(target) : named;
  }
}

const key = (stage: string, index: number): string => `${stage}\n${index}`;

const shown = (line: string): string => plainText(sanitise(line)).trimEnd();
