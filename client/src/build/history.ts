/** The builds that were made, the newest first: what is kept of each, and how two of them are compared. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { decimal } from "../../../server/src/shared/numbers.ts";
import { type BuildOptions, optionsText, PLAIN_OPTIONS } from "./options.ts";
import type { BuildStep, StepStatus } from "./progress.ts";

export interface BuildRecord {
  /** Absolute path. */
  readonly dockerfile: string;
  /** Without the values of arguments that look like secrets. */
  readonly options: BuildOptions;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly outcome: "built" | "failed" | "cancelled";
  readonly steps: readonly RecordedStep[];
  /** Bytes of the image; null where none was made. */
  readonly size: number | null;
}

export interface RecordedStep {
  readonly name: string;
  readonly status: StepStatus;
  /** Null where it was not run to its end. */
  readonly seconds: number | null;
}

export const MOST_BUILDS = 100;

export function recordedSteps(steps: readonly BuildStep[]): RecordedStep[] {
  return steps.map(({ name, status, startedAt, completedAt }) => {
    const ran = startedAt !== null && completedAt !== null;
    return { name, status, seconds: ran ? Math.max(0, completedAt - startedAt) / 1000 : null };
  });
}

export function withBuild(history: readonly BuildRecord[], record: BuildRecord): BuildRecord[] {
  const options = JSON.parse(optionsText(record.options)) as BuildOptions; // As it was, without what is secret.
  return [{ ...record, options }, ...history].slice(0, MOST_BUILDS);
}

/** What cannot be read is no history. */
export function parseHistory(text: string | null): BuildRecord[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return [];
    // Older versions knew fewer options.
    return found.filter(isRecord).map((it) => ({ ...it, options: { ...PLAIN_OPTIONS, ...it.options } }));
  } catch {
    return [];
  }
}

/** The one before it of the same image out of the same Dockerfile. */
export function previousOf(history: readonly BuildRecord[], record: BuildRecord): BuildRecord | null {
  const earlier = history.filter((it) => it.startedAt < record.startedAt);
  return earlier.find((it) => it.dockerfile === record.dockerfile && it.options.tag === record.options.tag) ?? null;
}

/** `12.3 s · 4 of 9 steps cached · 120 MB (+3.0 MB)` */
export function recordText(record: BuildRecord, previous: BuildRecord | null): string {
  const outcome = record.outcome === "built" ? [] : [outcomeText(record.outcome)];
  return [...outcome, ...recordFacts(record, previous)].join(" · ");
}

/** How long it took, and what it made. */
export function recordFacts({ seconds, steps, size }: BuildRecord, previous: BuildRecord | null): string[] {
  const cached = steps.filter((it) => it.status === "cached").length;
  const facts = [`${decimal(seconds)} s`];
  if (steps.length > 0) facts.push(l10n.t("{0} of {1} steps cached", cached, steps.length));
  if (size !== null) facts.push(`${bytes(size)}${difference(size, previous?.size ?? null)}`);
  return facts;
}

export function outcomeText(outcome: BuildRecord["outcome"]): string {
  switch (outcome) {
    case "built":
      return l10n.t("built");
    case "failed":
      return l10n.t("failed");
    case "cancelled":
      return l10n.t("cancelled");
  }
}

/** A build as text in which each line that differs from another build's stands for something. */
export function recordDocument(record: BuildRecord): string {
  const { options, steps, size } = record;
  const settings = [
    ["tag", [options.tag, ...options.moreTags].join(", ")],
    ["target", options.target ?? ""],
    ["platform", options.platform ?? ""],
    ...Object.entries(options.buildArgs).map(([name, value]) => [`arg ${name}`, value]),
    ["size", size === null ? "" : bytes(size)],
  ];
  return [
    ...settings.map(([name, value]) => `${name}: ${value}`),
    "",
    ...steps.map((it) => `${it.name}  ${it.status}${it.seconds === null ? "" : ` ${decimal(it.seconds)} s`}`),
    "",
  ].join("\n");
}

function difference(size: number, before: number | null): string {
  if (before === null || before === size) return "";
  return ` (${size > before ? "+" : "−"}${bytes(Math.abs(size - before))})`;
}

function isRecord(it: BuildRecord | null): it is BuildRecord {
  return typeof it?.dockerfile === "string" && typeof it.startedAt === "number" && Array.isArray(it.steps);
}
