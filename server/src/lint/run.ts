/** Runs the rules over a document's tree; a rule that throws is logged by its id and the others go on. */
import type { ComposeFile } from "../compose/compose-file.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { RuleSeverity, Settings } from "../shared/settings.ts";
import type { Edit, Span } from "../text/span.ts";
import { ignoredAt } from "./ignore-comments.ts";
import { rules } from "./registry.ts";
import type { ComposeRule, DockerfileRule, Finding, Fix, Report, Rule } from "./rule.ts";

export interface Problem extends Finding {
  readonly severity: Exclude<RuleSeverity, "off">;
}

/** The rules that are on, with the severities that hold for one resource. Made once per change of the settings. */
export interface LintConfig {
  readonly severities: ReadonlyMap<Rule, RuleSeverity>;
  readonly dockerfile: readonly DockerfileRule[];
  readonly compose: readonly ComposeRule[];
  readonly log: (message: string) => void;
}

const byName: ReadonlyMap<string, readonly Rule[]> = namesOf(rules);

/** The rules that a name means: an id means one, an alias may mean several. */
export const rulesNamed = (name: string): readonly Rule[] => byName.get(name.toLowerCase()) ?? [];

export function lintConfig(settings: Settings, log: (message: string) => void): LintConfig {
  const severities = new Map(rules.map((rule) => [rule, rule.severity]));
  if (!settings["lint.enabled"]) return { severities, dockerfile: [], compose: [], log };
  for (const [name, severity] of Object.entries(settings["lint.rules"]))
    for (const rule of rulesNamed(name)) severities.set(rule, severity);
  const on = rules.filter((rule) => severities.get(rule) !== "off");
  return {
    severities,
    dockerfile: on.filter((rule) => rule.language === "dockerfile"),
    compose: on.filter((rule) => rule.language === "compose"),
    log,
  };
}

export function lintDockerfile(file: Dockerfile, config: LintConfig): Problem[] {
  const findings: Finding[] = [];
  const local = config.dockerfile.filter((rule) => rule.checkInstruction);
  if (local.length > 0) {
    const byKeyword = rulesByKeyword(local);
    for (const instruction of file.instructions) {
      for (const finding of findingsOf(instruction, config, byKeyword)) findings.push(finding);
    }
  }
  for (const rule of config.dockerfile) {
    if (rule.check) guard(rule, config, () => rule.check?.(file, reportInto(findings, rule)));
  }
  const isIgnored = ignoredAt(file);
  return problemsOf(
    findings.filter((it) => !isIgnored(it)),
    config,
  );
}

export function lintCompose(file: ComposeFile, config: LintConfig): Problem[] {
  const findings: Finding[] = [];
  for (const rule of config.compose) guard(rule, config, () => rule.check(file, reportInto(findings, rule)));
  return problemsOf(findings, config);
}

function problemsOf(findings: Finding[], config: LintConfig): Problem[] {
  const problems: Problem[] = [];
  for (const finding of findings) {
    const severity = config.severities.get(finding.rule) ?? "off";
    if (severity !== "off") problems.push({ ...finding, severity });
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function reportInto(findings: Finding[], rule: Rule): Report {
  return (span, message, options = {}) => findings.push({ rule, span, message, options });
}

function guard(rule: Rule, config: LintConfig, run: () => void): void {
  try {
    run();
  } catch (error) {
    config.log(`rule ${rule.id}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

type RulesByKeyword = (keyword: string) => readonly DockerfileRule[];

function rulesByKeyword(local: readonly DockerfileRule[]): RulesByKeyword {
  const known = new Map<string, readonly DockerfileRule[]>();
  return (keyword) => {
    let found = known.get(keyword);
    if (!found) {
      found = local.filter((rule) => rule.keywords?.includes(keyword) ?? true);
      known.set(keyword, found);
    }
    return found;
  };
}

/** What the local rules found in an instruction, valid for one configuration and one place. */
interface Kept {
  readonly config: LintConfig;
  readonly place: number;
  readonly findings: readonly Finding[];
}

function findingsOf(instruction: Instruction, config: LintConfig, byKeyword: RulesByKeyword): readonly Finding[] {
  const kept = instruction.findings as Kept | null; // Written below and nowhere else.
  const { place } = instruction;
  if (kept?.config === config) {
    if (kept.place === place || kept.findings.length === 0) return kept.findings;
    const moved = { config, place, findings: kept.findings.map((it) => shift(it, place - kept.place)) };
    instruction.findings = moved;
    return moved.findings;
  }
  const findings: Finding[] = [];
  for (let it: Instruction | null = instruction; it; it = it.trigger) {
    const checked = it;
    for (const rule of byKeyword(checked.keyword))
      guard(rule, config, () => rule.checkInstruction?.(checked, reportInto(findings, rule)));
  }
  const fresh: Kept = { config, place, findings: findings.map((it) => shift(it, 0)) };
  instruction.findings = fresh;
  return fresh.findings;
}

/** The finding elsewhere, its spans made plain: those of words would move with their instruction by themselves. */
function shift(finding: Finding, by: number): Finding {
  const span = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const edit = (it: Edit): Edit => ({ span: span(it.span), newText: it.newText });
  const fix = (it: Fix): Fix => ({ ...it, edits: it.edits.map(edit) });
  const { options } = finding;
  return {
    ...finding,
    span: span(finding.span),
    options: {
      ...options,
      ...(options.fix && { fix: fix(options.fix) }),
      ...(options.fixes && { fixes: options.fixes.map(fix) }),
      ...(options.related && { related: options.related.map((it) => ({ ...it, span: span(it.span) })) }),
    },
  };
}

function namesOf(all: readonly Rule[]): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of all) {
    for (const name of [rule.id, ...rule.aliases]) {
      const key = name.toLowerCase();
      found.set(key, [...(found.get(key) ?? []), rule]);
    }
  }
  return found;
}
