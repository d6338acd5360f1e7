import * as l10n from "@vscode/l10n";
import { hasWord } from "../../../shell/arguments.ts";
import { lineAfter, remove } from "../../../text/span.ts";
import { commandsIn, type RunCommand } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

/** The files that say what is installed, by the command that installs it. */
const INSTALLERS: readonly {
  readonly names: readonly string[];
  readonly verbs: readonly string[];
  readonly files: string;
}[] = [
  { names: ["npm"], verbs: ["ci", "install", "i"], files: "package*.json" },
  { names: ["yarn"], verbs: ["install"], files: "package.json yarn.lock" },
  { names: ["pnpm"], verbs: ["install", "i", "fetch"], files: "package.json pnpm-lock.yaml" },
  { names: ["pip", "pip3"], verbs: ["-r", "--requirement"], files: "requirements.txt" },
  { names: ["poetry"], verbs: ["install"], files: "pyproject.toml poetry.lock" },
  { names: ["uv"], verbs: ["sync"], files: "pyproject.toml uv.lock" },
  { names: ["bundle"], verbs: ["install"], files: "Gemfile Gemfile.lock" },
  { names: ["composer"], verbs: ["install"], files: "composer.json composer.lock" },
  { names: ["go"], verbs: ["download"], files: "go.mod go.sum" },
  { names: ["dotnet"], verbs: ["restore"], files: "*.csproj" },
];

export default dockerfileRule({
  id: "copy-before-install",
  aliases: [],
  severity: "hint",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Everything is copied before the dependencies are installed."),
    why: () =>
      l10n.t(
        "Then every change to any file makes the build install all of them again. Copied alone first, the files that name them keep that step cached.",
      ),
    bad: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n",
    good: "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
  },
  messages: {
    first: (files, command) =>
      l10n.t("Copy `{0}` first and the rest after `{1}`: now every change installs everything again.", files, command),
  },
  reach: "stage",
  keywords: ["COPY", "ADD", "RUN"],
  check(file, report) {
    for (const { instructions } of file.stages.list) {
      const [copied, index] = firstCopyOfAll(instructions);
      if (!copied) continue;
      // A list of dependencies that came before says that somebody has thought of it.
      const before = instructions.slice(0, index);
      for (const run of instructions.slice(index)) {
        if (run.keyword !== "RUN") continue;
        const found = installerIn(commandsIn(run));
        if (!found || before.some((it) => it.keyword === "RUN" && installerIn(commandsIn(it)))) continue;
        const { files, command } = found;
        const line = `COPY ${files} ./\n${file.text.slice(run.start, run.end)}\n`;
        const removed = remove({ start: run.start, end: lineAfter(file.text, run.end) });
        const fix = {
          title: () => l10n.t("Install before everything is copied"),
          edits: [{ span: { start: copied.start, end: copied.start }, newText: line }, removed],
        };
        report(copied.args, "first", { args: [files, command], fix });
        break;
      }
    }
  },
});

function firstCopyOfAll<
  T extends { keyword: string; words: readonly { unquoted: string }[]; flag(name: string): unknown },
>(instructions: readonly T[]): [T | null, number] {
  const index = instructions.findIndex(
    (it) =>
      (it.keyword === "COPY" || it.keyword === "ADD") &&
      !it.flag("from") &&
      it.words.length === 2 &&
      /^\.\/?$/.test(it.words[0]?.unquoted ?? ""),
  );
  return [instructions[index] ?? null, index];
}

function installerIn(commands: readonly RunCommand[]): { files: string; command: string } | null {
  for (const { name, args } of commands) {
    const installer = INSTALLERS.find((it) => name !== null && it.names.includes(name) && hasWord(args, ...it.verbs));
    // With packages named in the command nothing is read from a file.
    if (!installer || (name === "npm" && args.filter((it) => !it.value.startsWith("-")).length > 1)) continue;
    const verb = args.find((it) => installer.verbs.includes(it.value))?.value ?? "";
    return {
      files: installer.files,
      command: name === "pip" || name === "pip3" ? `${name} install` : `${name} ${verb}`,
    };
  }
  return null;
}
