/** Why a step ran although the engine keeps the results of earlier builds. */
import { isIgnored, parseDockerignore } from "../../../server/src/shared/context/dockerignore.ts";
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";
import type { BuildStep } from "./progress.ts";
import { type BuildSnapshot, stepKey } from "./snapshot.ts";
import { stageName, stageNamed } from "./stage-name.ts";

export interface ChangedFile {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
}

export type CacheCause =
  /** The instruction is new, or says something else than in the last build. */
  | { readonly kind: "instruction" }
  /** What it copies from the build context is not what it was. */
  | { readonly kind: "files"; readonly files: readonly ChangedFile[] }
  /** It copies from a stage that gave a new result. */
  | { readonly kind: "stage"; readonly stage: string }
  /** The build was given other arguments. */
  | { readonly kind: "arguments"; readonly names: readonly string[] }
  /** The last build did not come to its end. */
  | { readonly kind: "unfinished" }
  /** Nothing is different: the engine did not keep the result, or the base image is another one. */
  | { readonly kind: "gone" };

export interface StepCause {
  readonly step: BuildStep;
  readonly cause: CacheCause;
}

/** The first step of each stage that ran, with its cause; those behind it only follow. */
export function cacheCauses(
  steps: readonly BuildStep[],
  stages: readonly DockerfileStage[],
  now: BuildSnapshot,
  before: BuildSnapshot,
): StepCause[] {
  const causes: StepCause[] = [];
  const ran = new Set<string>();
  const argumentNames = changedKeys(now.buildArgs, before.buildArgs);
  for (const stage of new Set(steps.map((it) => it.stage ?? ""))) {
    const written = stageOf(stages, stage);
    const own = steps.filter((it) => (it.stage ?? "") === stage);
    // FROM is looked up every time; whether it was the same image is for what follows to show.
    const first = own.find((it) => !isFrom(it) && (it.status === "done" || it.status === "failed"));
    if (!first) continue;
    ran.add(stage);
    const base = written === null || written.base === null ? null : stages[written.base];
    const isFirstOwn = own.every((it) => it === first || isFrom(it) || it.index > first.index);
    if (base && isFirstOwn && ran.has(stageName(stages, base))) continue;
    causes.push({ step: first, cause: causeOf(first, written, ran, argumentNames, now, before) });
  }
  return causes;
}

function causeOf(
  step: BuildStep,
  stage: DockerfileStage | null,
  ran: ReadonlySet<string>,
  argumentNames: readonly string[],
  now: BuildSnapshot,
  before: BuildSnapshot,
): CacheCause {
  const last = before.steps[stepKey(step)];
  const written = stage?.steps.find((_, i) => i + 1 === step.index);
  if (last?.instruction !== step.instruction) {
    // The builder puts the values of variables in.
    const used = variablesIn(written?.text ?? "");
    const names = last ? argumentNames.filter((it) => used.has(it)) : [];
    return names.length > 0 ? { kind: "arguments", names } : { kind: "instruction" };
  }
  const from = /^(?:COPY|ADD) .*?--from=(\S+)/is.exec(step.instruction)?.[1]?.toLowerCase();
  if (from !== undefined && ran.has(from)) return { kind: "stage", stage: from };
  if (from === undefined && /^(?:COPY|ADD) /i.test(step.instruction)) {
    const files = changedFiles(written?.sources ?? null, before.files, now.files);
    if (files.length > 0) return { kind: "files", files };
  }
  if (last.status !== "done" && last.status !== "cached") return { kind: "unfinished" };
  return argumentNames.length > 0 ? { kind: "arguments", names: argumentNames } : { kind: "gone" };
}

const variablesIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name));

/** Those that the sources of a COPY take; all where the sources are not known. */
export function changedFiles(
  sources: readonly string[] | null,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): ChangedFile[] {
  const paths = [...changedKeys(before, now)].sort();
  const takes = sources === null ? () => true : takenBy(sources);
  return paths.filter(takes).map((path) => {
    const change = !(path in before) ? "added" : path in now ? "changed" : "removed";
    return { path, change };
  });
}

/** A source names a file, a folder with all that is in it, or a pattern, as the lines of a .dockerignore do. */
function takenBy(sources: readonly string[]): (path: string) => boolean {
  const isWhole = sources.some((it) => /^[./]*$/.test(it));
  const patterns = parseDockerignore(sources.map((it) => it.replace(/^[!#]/, "\\$&")).join("\n"));
  return (path) => isWhole || isIgnored(patterns, path);
}

function changedKeys(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((it) => a[it] !== b[it]);
}

const isFrom = (step: BuildStep): boolean => /^FROM /i.test(step.instruction);

function stageOf(stages: readonly DockerfileStage[], name: string): DockerfileStage | null {
  return stages.find((it) => stageName(stages, it) === stageNamed(stages, name)) ?? null;
}
