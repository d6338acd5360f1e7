/** Runs the rules over a document's tree; a rule that throws is logged by its id and the others go on. */
import type { ComposeFile } from "../compose/compose-file.ts";
import type { EnvDocument } from "../compose/env-document.ts";
import { isSwitchedOn, profilesOf } from "../compose/profiles.ts";
import { serviceAt } from "../compose/services.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { IgnoreFile } from "../dockerignore/ignore-file.ts";
import type { RuleSeverity, Settings } from "../shared/settings.ts";
import type { Steps } from "../steps.ts";
import type { BuildContext } from "./build-context.ts";
import { type ComposeChecks, composeChecksOf, findingsInCompose } from "./compose.ts";
import { ignoredInCompose } from "./compose-ignore-comments.ts";
import { checksOf, type DockerfileChecks, findingsIn, findingsOf } from "./dockerfile.ts";
import { type HadolintConfig, NO_CONFIG } from "./hadolint-config.ts";
import { ignoredAt } from "./ignore-comments.ts";
import { reportInto } from "./move.ts";
import { rules } from "./registry.ts";
import type {
  BuildEngine,
  ComposeRule,
  DockerfileRule,
  EnvRule,
  Finding,
  IgnoreRule,
  ImagePlatforms,
  Rule,
  RuleOptions,
} from "./rule.ts";
import { rulesNamed } from "./rule-names.ts";

export interface Problem extends Finding {
  readonly severity: Exclude<RuleSeverity, "off">;
}

/** The rules that are on, with the severities that hold for one resource. Made once per change of the settings. */
export interface LintConfig {
  readonly severities: ReadonlyMap<Rule, RuleSeverity>;
  /** Those whose severity comes from the editor's settings. */
  readonly chosen: ReadonlySet<Rule>;
  readonly dockerfile: readonly DockerfileRule[];
  readonly checks: DockerfileChecks;
  readonly composeChecks: ComposeChecks;
  readonly env: readonly EnvRule[];
  readonly dockerignore: readonly IgnoreRule[];
  readonly log: (message: string) => void;
  readonly options: RuleOptions;
  readonly ignoresPragmas: boolean;
  /** The ShellCheck that reads the scripts of RUN: a file or a name on the PATH, empty for ours; null when none does. */
  readonly shellcheck: string | null;
}

export function lintConfig(
  settings: Settings,
  log: (message: string) => void,
  hadolint: HadolintConfig = NO_CONFIG,
  engine: BuildEngine | null = null,
  platforms: ImagePlatforms | null = null,
): LintConfig {
  const options: RuleOptions = { ...hadolint.options, engine, platforms };
  const severities = new Map<Rule, RuleSeverity>(rules.map((rule) => [rule, rule.severity]));
  const checks = (on: readonly DockerfileRule[]): DockerfileChecks =>
    checksOf(on, options, (rule, run) => guard(rule, log, run));
  const composeChecks = (on: readonly ComposeRule[]): ComposeChecks =>
    composeChecksOf(on, (rule, run) => guard(rule, log, run));
  const shellcheck = settings["lint.enabled"] && settings["lint.shellcheck"] ? settings["lint.shellcheckPath"] : null;
  const chosen = new Set(Object.keys(settings["lint.rules"]).flatMap(rulesNamed));
  const base = { severities, chosen, log, options, ignoresPragmas: hadolint.ignoresPragmas, shellcheck };
  if (!settings["lint.enabled"])
    return { ...base, dockerfile: [], checks: checks([]), composeChecks: composeChecks([]), env: [], dockerignore: [] };
  const set = ([name, severity]: readonly [string, RuleSeverity]): void => {
    for (const rule of rulesNamed(name)) severities.set(rule, severity);
  };
  hadolint.severities.forEach(set);
  Object.entries(settings["lint.rules"]).forEach(set);
  const on = rules.filter((rule) => severities.get(rule) !== "off");
  const dockerfile = on.filter((rule) => rule.language === "dockerfile");
  return {
    ...base,
    dockerfile,
    checks: checks(dockerfile),
    composeChecks: composeChecks(on.filter((rule) => rule.language === "compose")),
    env: on.filter((rule) => rule.language === "env"),
    dockerignore: on.filter((rule) => rule.language === "dockerignore"),
  };
}

/** `context` is null where the files around are not known. */
export function* lintDockerfile(
  file: Dockerfile,
  config: LintConfig,
  context: BuildContext | null = null,
): Steps<Problem[]> {
  const experimental = experimentalRules(file, config);
  const inContext: Finding[] = [];
  if (context) {
    for (const rule of config.dockerfile)
      if (rule.checkContext) guard(rule, config.log, () => rule.checkContext?.(context, reportInto(inContext, rule)));
  }
  const findings = [
    ...(yield* findingsIn(file, config.checks)),
    ...inContext,
    ...experimental.flatMap((rule) => findingsOf(file, rule, config.checks)),
  ];
  const isIgnored = ignoredAt(file, config.ignoresPragmas);
  const kept = isIgnored ? findings.filter((it) => !isIgnored(it)) : findings;
  const problems = problemsOf(kept, config, experimental);
  if (hasForeignFrontend(file)) return problems.map(asWarning);
  return raisesErrors(file) ? problems.map(asCheckError) : problems;
}

export function* lintCompose(file: ComposeFile, config: LintConfig): Steps<Problem[]> {
  const findings = yield* findingsInCompose(file, config.composeChecks);
  const isIgnored = ignoredInCompose(file);
  const problems = problemsOf(
    findings.filter((it) => !isIgnored(it)),
    config,
  );
  return problems.map((it) => (isOfActive(it.rule) && !isActiveAt(file, it.span.start) ? asWarning(it) : it));
}

const isOfActive = (rule: Rule): boolean => rule.language === "compose" && rule.ofActive === true;

function isActiveAt(file: ComposeFile, offset: number): boolean {
  const service = serviceAt(file, offset);
  return service === null || isSwitchedOn(file, profilesOf(file, service.body));
}

export function* lintEnv(env: EnvDocument, config: LintConfig): Steps<Problem[]> {
  const findings: Finding[] = [];
  if (!env.project) return [];
  for (const rule of config.env) {
    guard(rule, config.log, () => rule.check(env, reportInto(findings, rule)));
    yield;
  }
  const isIgnored = ignoredInCompose(env);
  return problemsOf(
    findings.filter((it) => !isIgnored(it)),
    config,
  );
}

export function* lintDockerignore(file: IgnoreFile, config: LintConfig): Steps<Problem[]> {
  const findings: Finding[] = [];
  for (const rule of config.dockerignore) {
    guard(rule, config.log, () => rule.check(file, reportInto(findings, rule)));
    yield;
  }
  const isIgnored = ignoredInCompose({ document: file.document, text: file.document.getText() });
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

/** How front ends are named in languages whose comments are slashes. */
const SLASHED = /^\uFEFF?(?:#!.*\r?\n)?\/\/\s*syntax\s*=\s*(\S+)/;

/** `# syntax=` names a front end that may know more instructions and flags than Docker's own. */
function hasForeignFrontend(file: Dockerfile): boolean {
  const syntax =
    file.directives.find((it) => it.name === "syntax")?.value ?? SLASHED.exec(file.text.slice(0, 1000))?.[1];
  return (
    syntax !== undefined && syntax !== "" && !/(?:^|\/)(?:docker|moby)\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax)
  );
}

const asWarning = (problem: Problem): Problem =>
  problem.severity === "error" ? { ...problem, severity: "warning" } : problem;

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

const RANKS: ReadonlyMap<Rule, number> = new Map(rules.map((rule, index) => [rule, index]));
const order = ({ rule }: Finding): number => RANKS.get(rule) ?? 0;

function problemsOf(findings: Finding[], config: LintConfig, experimental: readonly Rule[] = []): Problem[] {
  const problems: Problem[] = [];
  for (const finding of findings) {
    const { rule, span, message, options } = finding;
    const set = config.severities.get(rule) ?? "off";
    const own = options.isSure ? "error" : options.builds ? "warning" : set;
    const severity = experimental.includes(rule) ? "warning" : set === rule.severity ? own : set;
    if (severity !== "off") problems.push({ rule, span, message, options, severity });
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || order(a) - order(b));
}

function guard(rule: Rule, log: LintConfig["log"], run: () => void): void {
  try {
    run();
  } catch (error) {
    log(`rule ${rule.id}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
