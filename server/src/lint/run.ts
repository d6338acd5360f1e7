/** Runs the rules over a document's tree; a rule that throws is logged by its id and the others go on. */
import type { ComposeFile } from "../compose/compose-file.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { RuleSeverity, Settings } from "../shared/settings.ts";
import type { Edit, Span } from "../text/span.ts";
import { ignoredInCompose } from "./compose-ignore-comments.ts";
import { type HadolintConfig, NO_CONFIG } from "./hadolint-config.ts";
import { ignoredAt } from "./ignore-comments.ts";
import { rules } from "./registry.ts";
import type { ComposeRule, DockerfileRule, Finding, Fix, Report, Rule, RuleOptions } from "./rule.ts";

export interface Problem extends Finding {
  readonly severity: Exclude<RuleSeverity, "off">;
}

/** The rules that are on, with the severities that hold for one resource. Made once per change of the settings. */
export interface LintConfig {
  readonly severities: ReadonlyMap<Rule, RuleSeverity>;
  readonly dockerfile: readonly DockerfileRule[];
  readonly compose: readonly ComposeRule[];
  readonly log: (message: string) => void;
  readonly options: RuleOptions;
  readonly ignoresPragmas: boolean;
}

const byName: ReadonlyMap<string, readonly Rule[]> = namesOf(rules);

/** The rules that a name means: an id means one, an alias may mean several. */
export const rulesNamed = (name: string): readonly Rule[] => byName.get(name.toLowerCase()) ?? [];

export function lintConfig(
  settings: Settings,
  log: (message: string) => void,
  hadolint: HadolintConfig = NO_CONFIG,
): LintConfig {
  const severities = new Map(rules.map((rule) => [rule, rule.severity]));
  const base = { severities, log, options: hadolint.options, ignoresPragmas: hadolint.ignoresPragmas };
  if (!settings["lint.enabled"]) return { ...base, dockerfile: [], compose: [] };
  const set = ([name, severity]: readonly [string, RuleSeverity]): void => {
    for (const rule of rulesNamed(name)) severities.set(rule, severity);
  };
  hadolint.severities.forEach(set);
  Object.entries(settings["lint.rules"]).forEach(set);
  const on = rules.filter((rule) => severities.get(rule) !== "off");
  return {
    ...base,
    dockerfile: on.filter((rule) => rule.language === "dockerfile"),
    compose: on.filter((rule) => rule.language === "compose"),
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
  const experimental = experimentalRules(file, config);
  for (const rule of [...config.dockerfile, ...experimental]) {
    if (rule.check) guard(rule, config, () => rule.check?.(file, reportInto(findings, rule), config.options));
  }
  const isIgnored = ignoredAt(file, config.ignoresPragmas);
  const problems = problemsOf(
    findings.filter((it) => !isIgnored(it)),
    config,
    experimental,
  );
  return raisesErrors(file) ? problems.map(asCheckError) : problems;
}

export function lintCompose(file: ComposeFile, config: LintConfig): Problem[] {
  const findings: Finding[] = [];
  for (const rule of config.compose) guard(rule, config, () => rule.check(file, reportInto(findings, rule)));
  const isIgnored = ignoredInCompose(file);
  return problemsOf(
    findings.filter((it) => !isIgnored(it)),
    config,
  );
}

/** The rules that are off and that the file itself switches on: `# check=experimental=…`. */
function experimentalRules(file: Dockerfile, config: LintConfig): DockerfileRule[] {
  const names = checkOptions(file, "experimental");
  if (names.length === 0 || config.dockerfile.length === 0) return [];
  return names.flatMap((name) =>
    rulesNamed(name).filter((rule) => rule.language === "dockerfile" && config.severities.get(rule) === "off"),
  ) as DockerfileRule[]; // The language was asked.
}

/** `# check=error=true`: what BuildKit checks stops the build. */
const raisesErrors = (file: Dockerfile): boolean => checkOptions(file, "error").includes("true");

const asCheckError = (problem: Problem): Problem =>
  problem.severity === "warning" && problem.rule.aliases.some((alias) => /^[A-Z][a-z]+[A-Z]/.test(alias))
    ? { ...problem, severity: "error" }
    : problem;

function checkOptions(file: Dockerfile, option: string): string[] {
  const value = file.directives.find((it) => it.name === "check")?.value ?? "";
  const part = value.split(";").find((it) => it.trim().startsWith(`${option}=`));
  return part
    ? part
        .slice(part.indexOf("=") + 1)
        .split(",")
        .map((it) => it.trim())
    : [];
}

function problemsOf(findings: Finding[], config: LintConfig, experimental: readonly Rule[] = []): Problem[] {
  const problems: Problem[] = [];
  for (const finding of findings) {
    const severity = experimental.includes(finding.rule) ? "warning" : (config.severities.get(finding.rule) ?? "off");
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
