/**
 * Lints a compose file again after a change: rules that look at one service at a time look only at those that changed.
 * What is kept counts from the start of its service, which moves with every change above it.
 */
import type { ComposeFile, Entry } from "../compose/compose-file.ts";
import type { Pair } from "../compose/yaml.ts";
import type { Steps } from "../steps.ts";
import { KeptWith } from "../text/once.ts";
import { lastBefore } from "../text/span.ts";
import { moved, movedBy, reportInto } from "./move.ts";
import type { ComposeRule, Finding } from "./rule.ts";

/** The rules that are on, by how far they look. Its identity stands for one configuration. */
export interface ComposeChecks {
  readonly ofService: readonly ComposeRule[];
  readonly ofFile: readonly ComposeRule[];
  /** Runs one check; a rule that throws is logged by its id. */
  readonly guard: (rule: ComposeRule, run: () => void) => void;
}

export const composeChecksOf = (rules: readonly ComposeRule[], guard: ComposeChecks["guard"]): ComposeChecks => ({
  ofService: rules.filter((rule) => rule.reach === "service"),
  ofFile: rules.filter((rule) => rule.reach !== "service"),
  guard,
});

/** What was found in a service; valid as long as its own text and all anchors stay the same. */
interface ServiceFindings {
  readonly checks: ComposeChecks;
  readonly stamp: object;
  /** Spans count from the service's key. */
  readonly findings: readonly Finding[];
}

const kept = new KeptWith<Pair, ServiceFindings>();
/** By the list of anchors: the rules that have found something in what services share, which is to be reported once. */
const sharedBy = new WeakMap<object, Set<ComposeRule>>();

export function* findingsInCompose(file: ComposeFile, checks: ComposeChecks): Steps<Finding[]> {
  const findings = standApart(file)
    ? yield* findingsInServices(file, checks)
    : yield* findingsOfRules(file, checks.ofService, checks);
  for (const it of yield* findingsOfRules(file, checks.ofFile, checks)) findings.push(it);
  return findings;
}

function* findingsOfRules(file: ComposeFile, rules: Iterable<ComposeRule>, checks: ComposeChecks): Steps<Finding[]> {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const it of findingsOfRule(file, rule, checks)) findings.push(it);
    yield;
  }
  return findings;
}

function findingsOfRule(file: ComposeFile, rule: ComposeRule, checks: ComposeChecks): Finding[] {
  const findings: Finding[] = [];
  checks.guard(rule, () => rule.check(file, reportInto(findings, rule)));
  return findings;
}

/** No service is inside another, as one that is merged into the list of services can be. */
const standApart = ({ services }: ComposeFile): boolean =>
  services.every(({ pair }) => pair.parent === services[0]?.pair.parent);

function* findingsInServices(file: ComposeFile, checks: ComposeChecks): Steps<Finding[]> {
  const { anchorStamp: stamp, services } = file;
  const shared = sharedBy.get(stamp) ?? new Set<ComposeRule>();
  sharedBy.set(stamp, shared);
  const isKept = ({ pair }: Entry): boolean => {
    const known = kept.get(pair);
    return known?.checks === checks && known.stamp === stamp;
  };
  const stale = services.filter((it) => !isKept(it)).sort((a, b) => a.key.start - b.key.start);
  const keys = stale.map((it) => it.key);
  const fresh = new Map(stale.map((it) => [it, [] as Finding[]]));
  const narrowed = stale.length < services.length ? file.narrowedTo(stale) : file;
  for (const rule of stale.length > 0 ? checks.ofService : []) {
    if (shared.has(rule)) continue;
    for (const finding of findingsOfRule(narrowed, rule, checks)) {
      const owner = stale[lastBefore(keys, finding.span.start + 1)];
      if (owner && owner.key.start <= finding.span.start && finding.span.end <= owner.pair.span.end) {
        fresh.get(owner)?.push(moved(finding, movedBy(-owner.key.start)));
      } else shared.add(rule);
    }
    yield;
  }
  for (const [{ pair }, findings] of fresh) kept.set(pair, { checks, stamp, findings });
  const all: Finding[] = [];
  for (const { pair, key } of services) {
    const found = kept.get(pair)?.findings ?? [];
    for (const it of found) if (!shared.has(it.rule as ComposeRule)) all.push(moved(it, movedBy(key.start))); // Found by one.
  }
  for (const it of yield* findingsOfRules(file, shared, checks)) all.push(it);
  return all;
}
