#!/usr/bin/env node
/** `gantry`: the editor's findings, and what a build would send, on the command line. */
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { contextReport } from "./context-report.ts";
import { OpenDocument } from "./documents.ts";
import { languageOfFile, problemsOf } from "./languages.ts";
import { rules } from "./lint/registry.ts";
import { messageOf } from "./lint/rule.ts";
import { lintConfig, type Problem } from "./lint/run.ts";
import { hadolintConfigOf } from "./project-files.ts";
import { readableFiles } from "./readable-files.ts";
import { type RuleSeverity, readSettings } from "./shared/settings.ts";
import { ShellChecks } from "./shell-checks.ts";
import { shellCheck } from "./shellcheck/programs.ts";

declare const GANTRY_VERSION: string;

const USAGE = `gantry ${GANTRY_VERSION}: finds mistakes in Dockerfiles and compose files, shows what a build sends

  gantry lint [--format json] [--no-shellcheck] FILE…   prints what it finds
  gantry rules [--json]                                 lists the rules
  gantry context [--json] [--file DOCKERFILE] [FOLDER]
                                                        prints what a build would send to the engine, and its largest parts
  gantry --help | --version

Exit code: 0 nothing worse than a warning, 1 an error was found, 2 a file or an argument could not be understood.
\`failure-threshold\` and \`no-fail\` of .hadolint.yaml change what counts as an error.
`;

/** One finding as \`--format json\` prints it; lines and columns count from 1, the end is exclusive. */
interface Row {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === "lint") return lint(rest);
  if (command === "rules") return listRules(rest);
  if (command === "context") return showContext(rest);
  if (command === "--version") return say(`${GANTRY_VERSION}\n`);
  if (command === "--help" || command === "-h" || command === "help") return say(USAGE);
  return refuse(command === undefined ? USAGE : `gantry: unknown command \`${command}\`\n\n${USAGE}`);
}

async function lint(args: readonly string[]): Promise<number> {
  const { files, format, unknown, usesShellCheck } = readArguments(args);
  if (unknown) return refuse(`gantry lint: unknown argument \`${unknown}\`\n`);
  if (files.length === 0) return refuse("gantry lint: name at least one file\n");
  const log = (message: string): unknown => process.stderr.write(`${message}\n`);
  const settings = readSettings((name) => (name === "lint.shellcheck" ? usesShellCheck : undefined));
  const shellChecks = new ShellChecks(
    (path) => shellCheck(path, __dirname),
    log,
    () => {},
  );
  const rows: Row[] = [];
  let couldRun = true;
  let hasFailed = false;
  for (const file of files) {
    try {
      const document = openFile(file);
      const hadolint = hadolintConfigOf(document.uri, log);
      const config = lintConfig(settings, log, hadolint);
      const service =
        languageOfFile(basename(file)) ?? languageOfFile(/\.ya?ml$/i.test(file) ? "compose.yaml" : "Dockerfile");
      const problems = service ? problemsOf(service, document, config) : [];
      if (service?.hasShellScripts) {
        shellChecks.problems(document, config);
        await shellChecks.settled(document);
        problems.push(...shellChecks.problems(document, config));
      }
      for (const problem of problems.sort((a, b) => a.span.start - b.span.start))
        rows.push(row(file, document, problem));
      const threshold = SEVERE.indexOf(hadolint.failsAt ?? "error");
      hasFailed ||= problems.some((it) => SEVERE.indexOf(it.severity) <= threshold);
    } catch (error) {
      couldRun = false;
      process.stderr.write(`gantry: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  shellChecks.end();
  say(format === "json" ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(sentence).join(""));
  if (!couldRun) return 2;
  return hasFailed ? 1 : 0;
}

/** The worst first; what is `off` is not among them. */
const SEVERE: readonly RuleSeverity[] = ["error", "warning", "information", "hint"];

const files = readableFiles(() => null);

/** `-` is the standard input. */
function openFile(file: string): OpenDocument {
  const text = readFileSync(file === "-" ? 0 : file, "utf8");
  return new OpenDocument(pathToFileURL(file).href, "", 1, text, files);
}

function listRules(args: readonly string[]): number {
  const unknown = args.find((it) => it !== "--json");
  if (unknown) return refuse(`gantry rules: unknown argument \`${unknown}\`\n`);
  const list = rules.map(({ id, aliases, language, severity }) => ({ id, aliases, language, severity }));
  if (args.includes("--json")) return say(`${JSON.stringify(list, null, 2)}\n`);
  return say(
    list
      .map((it) => `${it.id.padEnd(34)} ${it.severity.padEnd(12)} ${it.language.padEnd(11)} ${it.aliases.join(" ")}\n`)
      .join(""),
  );
}

async function showContext(args: readonly string[]): Promise<number> {
  const folders: string[] = [];
  let [dockerfile, json]: [string | null, boolean] = [null, false];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--json") json = true;
    else if (arg === "--file" || arg === "-f") dockerfile = args[++i] ?? "";
    else if (arg.startsWith("-")) return refuse(`gantry context: unknown argument \`${arg}\`\n`);
    else folders.push(arg);
  }
  if (folders.length > 1) return refuse("gantry context: name one folder\n");
  try {
    // As \`docker build\` takes it: the Dockerfile from where the command is run, or from the folder.
    return say(await contextReport(folders[0] ?? ".", dockerfile === null ? null : resolve(dockerfile), json));
  } catch (error) {
    return refuse(`gantry: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

interface Arguments {
  readonly files: readonly string[];
  readonly format: string;
  readonly unknown: string | null;
  readonly usesShellCheck: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  const files: string[] = [];
  let format = "text";
  let usesShellCheck = true;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") return { files: [...files, ...args.slice(i + 1)], format, unknown: null, usesShellCheck };
    const value = arg === "--format" ? args[++i] : /^--format=(.*)$/.exec(arg)?.[1];
    if (value !== undefined) {
      if (value !== "json" && value !== "text") return { files, format, unknown: `--format ${value}`, usesShellCheck };
      format = value;
    } else if (arg === "--no-shellcheck") usesShellCheck = false;
    else if (arg.startsWith("-") && arg !== "-") return { files, format, unknown: arg, usesShellCheck };
    else files.push(arg);
  }
  return { files, format, unknown: null, usesShellCheck };
}

function row(file: string, { text }: OpenDocument, problem: Problem): Row {
  const start = text.positionAt(problem.span.start);
  const end = text.positionAt(problem.span.end);
  return {
    file,
    rule: problem.rule.id,
    severity: problem.severity,
    message: messageOf(problem),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

const sentence = (it: Row): string => `${it.file}:${it.line}:${it.column} ${it.severity} ${it.message} (${it.rule})\n`;

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

function refuse(text: string): number {
  process.stderr.write(text);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`gantry: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  },
);
