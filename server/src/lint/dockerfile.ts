/**
 * Lints a Dockerfile again after a change, and only what the change can have altered: findings are kept per instruction,
 * per stage and per rule, as far as each rule says that it looks.
 */
import type { Change, Dockerfile, Narrowing } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/stages.ts";
import type { Steps } from "../steps.ts";
import { KeptWith, onceFor } from "../text/once.ts";
import { lastBefore, type Span } from "../text/span.ts";
import { moved, movedBy, reportInto } from "./move.ts";
import type { DockerfileRule, Finding, RuleOptions } from "./rule.ts";

/** The rules that are on, by how far they look. Its identity stands for one configuration. */
export interface DockerfileChecks {
  /** Rules that look at one instruction, by its keyword. */
  readonly ofInstruction: (keyword: string) => readonly DockerfileRule[];
  readonly ofStage: readonly DockerfileRule[];
  readonly ofFile: readonly DockerfileRule[];
  readonly options: RuleOptions;
  /** Runs one check; a rule that throws is logged by its id. */
  readonly guard: (rule: DockerfileRule, run: () => void) => void;
}

export function checksOf(
  rules: readonly DockerfileRule[],
  options: RuleOptions,
  guard: DockerfileChecks["guard"],
): DockerfileChecks {
  const local = rules.filter((rule) => rule.checkInstruction);
  const known = new Map<string, readonly DockerfileRule[]>();
  return {
    ofInstruction(keyword) {
      const found = known.get(keyword);
      if (found) return found;
      const meant = local.filter((rule) => rule.keywords?.includes(keyword) ?? true);
      known.set(keyword, meant);
      return meant;
    },
    ofStage: rules.filter((rule) => rule.check && rule.reach === "stage"),
    ofFile: rules.filter((rule) => rule.check && rule.reach !== "stage"),
    options,
    guard,
  };
}

/** What was found last time. */
interface Remembered {
  readonly checks: DockerfileChecks;
  readonly before: readonly Instruction[];
  /** What was kept with parts and stages in another era holds no more. */
  readonly era: object;
  readonly rules: Map<DockerfileRule, readonly Finding[]>;
  readonly narrow: Narrow;
}

/** By keywords: the instructions of each part that have one of them. */
type Narrow = Map<string, Narrowing>;

/** What was found in a stage, or before the first, when it stood at a place and was built on another. */
interface PartFindings {
  readonly era: object;
  readonly base: PartFindings | null;
  place: number;
  findings: readonly Finding[];
}

/** What was found in a stage when its FROM stood at a place. */
interface StageFindings {
  readonly era: object;
  readonly place: number;
  readonly findings: readonly Finding[];
}

/** By the instructions of a part: the array is the same as long as nothing in the part has changed. */
const partFindings = new KeptWith<readonly Instruction[], PartFindings>();
/** By FROM: what the rules about stages have found in its stage, whatever has changed in it since. */
const stageFindings = new KeptWith<Instruction, StageFindings>();

/** What is found now; remembered only when all is, as what is given up in the middle is to leave everything as it was. */
interface Fresh {
  readonly parts: Map<readonly Instruction[], PartFindings>;
  readonly stages: Map<Instruction, StageFindings>;
}

/** A stage, or what stands before the first. */
type Part = Stage | { readonly from: null; readonly base: null; readonly instructions: readonly Instruction[] };

/** Every finding, sorted by nothing in particular but always in the same order. */
export function* findingsIn(file: Dockerfile, checks: DockerfileChecks): Steps<Finding[]> {
  const { memory, stages } = file;
  const last = memory.lint as Remembered | null; // Written below and nowhere else.
  const isUsable = last?.checks === checks && last.before === stages.before;
  const remembered = isUsable ? last : nothingKnown(checks, stages.before);
  const fresh: Fresh = { parts: new Map(), stages: new Map() };
  const findings: Finding[] = [];
  for (const part of yield* findingsInParts(file, remembered, fresh)) for (const it of part) findings.push(it);
  const narrowed = narrowing(file, remembered.narrow);
  const rules: Remembered["rules"] = new Map();
  for (const rule of checks.ofFile) {
    const kept = isUnaffected(rule, file) ? remembered.rules.get(rule) : null;
    const found =
      (kept && stillThere(kept, file)) ?? findingsOf(rule.keywords ? narrowed(rule.keywords) : file, rule, checks);
    rules.set(rule, found);
    for (const it of found) findings.push(it);
    yield;
  }
  for (const [instructions, found] of fresh.parts) partFindings.set(instructions, found);
  for (const [from, found] of fresh.stages) stageFindings.set(from, found);
  memory.lint = { ...remembered, rules };
  memory.changes = [];
  memory.changed = new Set();
  return findings;
}

const nothingKnown = (checks: DockerfileChecks, before: readonly Instruction[]): Remembered => ({
  checks,
  before,
  era: {},
  rules: new Map(),
  narrow: new Map(),
});

/** The file as rules see it that look at instructions of some keywords only. */
function narrowing(file: Dockerfile, narrow: Narrow): (keywords: readonly string[]) => Dockerfile {
  const made = new Map<string, Dockerfile>();
  return (keywords) => {
    const key = keywords.join(" ");
    const known = made.get(key);
    if (known) return known;
    const how = narrow.get(key) ?? { choose: choosing(key, keywords), last: { whole: [], narrowed: [] } };
    narrow.set(key, how);
    const narrowed = file.narrowed(how);
    made.set(key, narrowed);
    return narrowed;
  };
}

/** By keywords, of which rules have some ten lists. */
const choices = new Map<string, Narrowing["choose"]>();

function choosing(key: string, keywords: readonly string[]): Narrowing["choose"] {
  const known = choices.get(key);
  if (known) return known;
  const choose: Narrowing["choose"] = onceFor((instructions) => instructions.filter((it) => hasKeyword(it, keywords)));
  choices.set(key, choose);
  return choose;
}

const hasKeyword = (instruction: Instruction, keywords: readonly string[]): boolean =>
  keywords.includes(instruction.keyword) || (instruction.trigger !== null && hasKeyword(instruction.trigger, keywords));

/** What a rule finds in a file. */
export function findingsOf(file: Dockerfile, rule: DockerfileRule, checks: DockerfileChecks): Finding[] {
  const findings: Finding[] = [];
  checks.guard(rule, () => rule.check?.(file, reportInto(findings, rule), checks.options));
  return findings.map((it) => moved(it, movedBy(0)));
}

/** Nothing that the rule looks at has changed. */
const isUnaffected = ({ keywords }: DockerfileRule, { memory }: Dockerfile): boolean =>
  keywords !== undefined && !keywords.some((keyword) => memory.changed.has(keyword));

/** The findings after the changes; null when one of them is where something has changed. */
function stillThere(findings: readonly Finding[], { memory }: Dockerfile): readonly Finding[] | null {
  const isTouched = { any: false };
  const place = (span: Span): Span => memory.changes.reduce((at, change) => placeAfter(at, change, isTouched), span);
  const found = findings.map((it) => moved(it, place));
  return isTouched.any ? null : found;
}

function placeAfter(span: Span, { start, oldEnd, newEnd }: Change, isTouched: { any: boolean }): Span {
  if (span.end < start) return span;
  if (span.start <= oldEnd) isTouched.any = true;
  return { start: span.start + newEnd - oldEnd, end: span.end + newEnd - oldEnd };
}

/** What all but the `affected` rules have found in a stage; null when that is not known. */
function keptOfStage(
  from: Instruction,
  file: Dockerfile,
  { era }: Remembered,
  affected: readonly DockerfileRule[],
): readonly Finding[] | null {
  const last = stageFindings.get(from);
  if (last?.era !== era || file.memory.changed.has("FROM")) return null;
  let before = from.place;
  for (const { oldEnd, newEnd } of file.memory.changes.toReversed()) if (newEnd <= before) before -= newEnd - oldEnd;
  const kept = last.findings.filter(({ rule }) => !affected.some((it) => it === rule));
  return stillThere(
    kept.map((it) => moved(it, movedBy(before - last.place))),
    file,
  );
}

function* findingsInParts(
  file: Dockerfile,
  remembered: Remembered,
  fresh: Fresh,
): Steps<readonly (readonly Finding[])[]> {
  const { checks, era } = remembered;
  const { before, list } = file.stages;
  const all: Part[] = [{ from: null, base: null, instructions: before }, ...list];
  const knownOf = (part: Part | null): PartFindings | null => {
    if (!part) return null;
    const found = fresh.parts.get(part.instructions) ?? partFindings.get(part.instructions);
    return found?.era === era ? found : null;
  };
  const affected = checks.ofStage.filter((rule) => !isUnaffected(rule, file));
  /** With what is kept of a part that is to be looked at again. */
  const stale = new Map<Part, readonly Finding[] | null>();
  let work = 0;
  for (const part of all) {
    const known = knownOf(part);
    if (known && known.base === knownOf(part.base) && !(part.base && stale.has(part.base))) continue;
    stale.set(part, part.from && keptOfStage(part.from, file, remembered, affected));
    for (let it = part.from && part; it && work < file.instructions.length; it = it.base)
      work += 1 + it.instructions.length;
  }
  const isWhole = stale.has(all[0] as Part) || work * 2 > file.instructions.length; // The first is always there.
  // One look at the whole file cannot leave out what only some of the stages need.
  const usesKept = !(isWhole && [...stale.values()].includes(null));
  const rulesFor = (isKept: boolean): readonly DockerfileRule[] => (isKept ? affected : checks.ofStage);
  const ofStages = isWhole ? splitByPart(all, yield* findingsOfAll(file, rulesFor(usesKept), checks)) : null;
  const found: (readonly Finding[])[] = [];
  for (const part of all) {
    const index = found.length;
    const place = part.from?.place ?? 0;
    const known = knownOf(part);
    if (known && !stale.has(part)) {
      if (known.place !== place) known.findings = known.findings.map((it) => moved(it, movedBy(place - known.place)));
      known.place = place;
      found.push(known.findings);
      continue;
    }
    const kept = usesKept ? stale.get(part) : null;
    const ofStage = [...(kept ?? [])];
    if (ofStages) for (const it of ofStages[index] ?? []) ofStage.push(it);
    else if (part.from) {
      const end = list[index]?.from.start ?? Number.POSITIVE_INFINITY;
      for (const it of yield* findingsInStage(file, part, end, rulesFor(Boolean(kept)), checks)) ofStage.push(it);
    }
    const findings = [...findingsInInstructions(part, checks), ...ofStage];
    fresh.parts.set(part.instructions, { era, base: knownOf(part.base), place, findings });
    if (part.from) fresh.stages.set(part.from, { era, place, findings: ofStage });
    found.push(findings);
    yield;
  }
  return found;
}

/** What the rules about stages find when they look at the whole file at once. */
function* findingsOfAll(
  file: Dockerfile,
  rules: readonly DockerfileRule[],
  checks: DockerfileChecks,
): Steps<Finding[]> {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const it of findingsOf(file, rule, checks)) findings.push(it);
    yield;
  }
  return findings;
}

function* findingsInStage(
  file: Dockerfile,
  stage: Stage,
  end: number,
  rules: readonly DockerfileRule[],
  checks: DockerfileChecks,
): Steps<Finding[]> {
  const { start } = stage.from;
  const findings = yield* findingsOfAll(file.excerpt(stage), rules, checks);
  return findings.filter(({ span }) => span.start >= start && span.start < end);
}

function splitByPart(parts: readonly Part[], findings: readonly Finding[]): Finding[][] {
  const froms = parts.flatMap(({ from }) => from ?? []);
  const split: Finding[][] = parts.map(() => []);
  for (const it of findings) split[lastBefore(froms, it.span.start + 1) + 1]?.push(it);
  return split;
}

function findingsInInstructions({ from, instructions }: Part, checks: DockerfileChecks): Finding[] {
  const findings: Finding[] = [];
  for (const it of from ? [from, ...instructions] : instructions)
    for (const finding of findingsInInstruction(it, checks)) findings.push(finding);
  return findings;
}

/** What the local rules found in an instruction, valid for one configuration and one place. */
interface InstructionFindings {
  readonly checks: DockerfileChecks;
  readonly place: number;
  readonly findings: readonly Finding[];
}

function findingsInInstruction(instruction: Instruction, checks: DockerfileChecks): readonly Finding[] {
  const kept = instruction.findings as InstructionFindings | null; // Written below and nowhere else.
  const { place } = instruction;
  if (kept?.checks === checks) {
    if (kept.place === place || kept.findings.length === 0) return kept.findings;
    const findings = kept.findings.map((it) => moved(it, movedBy(place - kept.place)));
    instruction.findings = { checks, place, findings } satisfies InstructionFindings;
    return findings;
  }
  const found: Finding[] = [];
  for (let it: Instruction | null = instruction; it; it = it.trigger) {
    const checked = it;
    for (const rule of checks.ofInstruction(checked.keyword))
      checks.guard(rule, () => rule.checkInstruction?.(checked, reportInto(found, rule)));
  }
  const findings = found.map((it) => moved(it, movedBy(0)));
  instruction.findings = { checks, place, findings } satisfies InstructionFindings;
  return findings;
}
