/** What a lint rule is: one object that says everything about one mistake. */
import type { ComposeFile } from "../compose/compose-file.ts";
import type { EnvDocument } from "../compose/env-document.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { IgnoreFile } from "../dockerignore/ignore-file.ts";
import type { RuleSeverity } from "../shared/settings.ts";
import type { Edit, Span } from "../text/span.ts";
import type { BuildContext } from "./build-context.ts";

export interface RuleDocs {
  /** One sentence, shown in lists. */
  readonly summary: () => string;
  readonly why: () => string;
  /** A whole document that this rule reports. */
  readonly bad: string;
  /** The same document as it should be; this rule is silent about it. */
  readonly good: string;
}

/** A file beside the document. */
export interface OtherFile {
  readonly uri: string;
  /** Null when it is not there yet. */
  readonly text: string | null;
}

export interface Fix {
  readonly title: () => string;
  /** Their line breaks are `\n`, whatever the file has. */
  readonly edits: readonly Edit[];
  /** What they change, or make, when that is not the document itself. Never a safe fix. */
  readonly file?: OtherFile;
  /** Not part of fix-all even in a rule whose fixes are safe. */
  readonly assist?: boolean;
}

export type Messages = Readonly<Record<string, (...args: string[]) => string>>;

interface ReportOptions {
  readonly args?: readonly string[];
  /** None where it is null. */
  readonly fix?: Fix | null | undefined;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly span: Span; readonly message: () => string }[];
  readonly tag?: "unnecessary" | "deprecated";
  /** All rules that tell of this one mistake, where they are several: who ignores it ignores all of them. */
  readonly together?: readonly Rule[];
  /** The build stops here for certain: an error where the rule has its own severity still. */
  readonly isSure?: true;
  /** The build goes on, with something else than is meant: no error where the rule has its own severity still. */
  readonly builds?: boolean;
}
export type Report<Name extends string = string> = (span: Span, message: Name, options?: ReportOptions) => void;

interface RuleBase<Language extends string, M extends Messages> {
  readonly id: string;
  /** Names people know from hadolint, BuildKit, dockerfile-utils; accepted everywhere an id is. */
  readonly aliases: readonly string[];
  readonly language: Language;
  readonly severity: RuleSeverity;
  /** `safe` fixes keep the meaning and are part of fix-all; `assist` ones are offered one by one. */
  readonly fixable: "safe" | "assist" | null;
  readonly docs: RuleDocs;
  /** Where it is documented, when that is not a page of ours. */
  readonly url?: string;
  readonly messages: M;
}

/** The engine that would build, as far as it is connected. */
export interface BuildEngine {
  /** `Docker 28.1.0`, `Podman 5.4.0` */
  readonly name: string;
  readonly version: string;
  readonly buildkit: boolean;
}

/** What the engine that would build holds. */
export interface ImagePlatforms {
  /** `linux/amd64`: what it builds for when nothing else is said. */
  readonly own: string;
  /** The platform of an image that it holds for another one; null for all others. */
  readonly foreign: (reference: string) => string | null;
}

/** What single rules must know beyond the file: the project's `.hadolint.yaml`, the engine. */
export interface RuleOptions {
  /** Null when none is connected. */
  readonly engine: BuildEngine | null;
  readonly platforms: ImagePlatforms | null;
  /** With `*` at one end; empty when any registry will do. */
  readonly trustedRegistries: readonly string[];
  /** The kind of value that each label must have. */
  readonly labelSchema: ReadonlyMap<string, string>;
  readonly strictLabels: boolean;
}

type DockerfileChecks<M extends Messages> = {
  /** Looks at the whole file, or at as much of it as `reach` says. */
  readonly check?: (file: Dockerfile, report: Report<keyof M & string>, options: RuleOptions) => void;
  /**
   * Looks at one instruction (also inside ONBUILD) and at nothing else: its findings are kept as long as the instruction
   * does not change.
   */
  readonly checkInstruction?: (instruction: Instruction, report: Report<keyof M & string>) => void;
  /** Looks at what is copied and the files around; asked again after every change. */
  readonly checkContext?: (context: BuildContext, report: Report<keyof M & string>) => void;
  /**
   * `stage`: what `check` finds in a stage depends on nothing but that stage, those that it is built on and what stands
   * before the first FROM. It is asked again only when one of these has changed, and may then see no other stage.
   */
  readonly reach?: "stage";
  /**
   * The instructions that the rule looks at, COMMENT for comments; all, when absent. `check` of a whole file sees no others
   * but FROM, and is not asked again before one of them has changed (FROM is to be named too when the rule asks for stages).
   */
  readonly keywords?: readonly string[];
};

export type DockerfileRule<M extends Messages = Messages> = RuleBase<"dockerfile", M> & DockerfileChecks<M>;
export type ComposeRule<M extends Messages = Messages> = RuleBase<"compose", M> & {
  readonly check: (file: ComposeFile, report: Report<keyof M & string>) => void;
  /**
   * `service`: what `check` finds in a service depends on nothing but that service and what its aliases stand for. It goes
   * through `file.services` (or `eachOnce`), and is shown there only the services that have changed.
   */
  readonly reach?: "service";
  /** Docker Compose asks this of a service only once a profile switches it on: until then no finding is an error. */
  readonly ofActive?: true;
};
export type EnvRule<M extends Messages = Messages> = RuleBase<"env", M> & {
  /** Only asked about a file beside a compose file. */
  readonly check: (env: EnvDocument, report: Report<keyof M & string>) => void;
};
export type IgnoreRule<M extends Messages = Messages> = RuleBase<"dockerignore", M> & {
  readonly check: (file: IgnoreFile, report: Report<keyof M & string>) => void;
};
export type Rule = DockerfileRule | ComposeRule | EnvRule | IgnoreRule;

type Definition<R extends { language: string; fixable: unknown }> = Omit<R, "language" | "fixable"> & {
  readonly fixable?: "safe" | "assist";
};

export const dockerfileRule = <const M extends Messages>(rule: Definition<DockerfileRule<M>>): DockerfileRule =>
  // The runner calls a check with a report that takes any of the rule's own message names.
  ({ fixable: null, ...rule, language: "dockerfile" }) as unknown as DockerfileRule;

export const composeRule = <const M extends Messages>(rule: Definition<ComposeRule<M>>): ComposeRule =>
  ({ fixable: null, ...rule, language: "compose" }) as unknown as ComposeRule; // As above.

export const envRule = <const M extends Messages>(rule: Definition<EnvRule<M>>): EnvRule =>
  ({ fixable: null, ...rule, language: "env" }) as unknown as EnvRule; // As above.

export const ignoreRule = <const M extends Messages>(rule: Definition<IgnoreRule<M>>): IgnoreRule =>
  ({ fixable: null, ...rule, language: "dockerignore" }) as unknown as IgnoreRule; // As above.

/** One thing a rule has found. */
export interface Finding {
  readonly rule: Rule;
  readonly span: Span;
  readonly message: string;
  readonly options: ReportOptions;
}

export function messageOf({ rule, message, options }: Finding): string {
  const text = rule.messages[message];
  return text ? text(...(options.args ?? [])) : message;
}

export const rulesOf = ({ rule, options }: Pick<Finding, "rule" | "options">): readonly Rule[] =>
  options.together ?? [rule];

export function fixesOf({ options }: Finding): readonly Fix[] {
  return options.fixes ?? (options.fix ? [options.fix] : []);
}
