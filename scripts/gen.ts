/** `npm run gen`: writes everything that follows from the registries. CI runs it and demands no difference. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import type { IScriptFile } from "@vscode/l10n-dev";
import type { Command, TargetKind } from "../client/src/commands/command.ts";
import { commands } from "../client/src/commands/index.ts";
import { rules } from "../server/src/lint/registry.ts";
import { RULE_SEVERITIES, SETTINGS } from "../server/src/shared/settings.ts";
import { notices } from "./notices.ts";

const read = (file: string): string => readFileSync(file, "utf8");
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

// ------------------------------------------------------------------------------------------------------ package.json

const area = (command: Command): string => command.id.split(".")[0] ?? "";

const manifestCommand = (it: Command) => ({
  command: `gantry.${it.id}`,
  title: `%command.${it.id}%`,
  category: `%category.${area(it)}%`,
  icon: `$(${it.icon})`,
  ...(it.harmless ? {} : { enablement: "isWorkspaceTrusted" }),
});

const ROWS_BELOW: ReadonlySet<string> = new Set<TargetKind>(["build", "port", "variable", "membership", "file"]);

function menus() {
  const onNodes = commands.filter((it) => it.on !== "dockerfile" && it.on !== "compose" && it.on !== "window");
  const whenNode = (it: Command): string => `view =~ /^gantry\\./ && viewItem =~ /;${it.id.replace(".", "\\.")};/`;
  const onFiles = (kind: "dockerfile" | "compose", isOne: string) =>
    commands
      .filter((it) => it.on === kind)
      .map((it, i) => ({
        command: `gantry.${it.id}`,
        // The files of a remote window are `vscode-remote` in the workbench's eyes.
        when: `${isOne} && resourceScheme =~ /^(file|vscode-remote)$/`,
        group: `gantry@${i + 1}`,
      }));
  const forFiles = [
    ...onFiles("dockerfile", "resourceLangId == dockerfile"),
    ...onFiles("compose", "resourceFilename =~ /^(docker-)?compose.*\\.ya?ml$/i"),
  ];
  return {
    "view/item/context": [
      ...onNodes.map((it, i) => ({ command: `gantry.${it.id}`, when: whenNode(it), group: `${it.group}@${i + 1}` })),
      ...onNodes
        .filter((it) => it.inline)
        .map((it, i) => ({ command: `gantry.${it.id}`, when: whenNode(it), group: `inline@${i + 1}` })),
    ],
    "view/title": commands.flatMap((it, i) => {
      if (!it.inTitle) return [];
      const { view, as, when } = it.inTitle;
      const group = as === "button" ? "navigation" : "1_show";
      const condition = [`view == gantry.${view}`, ...(when ? [when] : [])].join(" && ");
      return [{ command: `gantry.${it.id}`, when: condition, group: `${group}@${i + 1}` }];
    }),
    // Rows below an object are chosen in the tree only.
    commandPalette: onNodes
      .filter((it) => ROWS_BELOW.has(it.on))
      .map((it) => ({ command: `gantry.${it.id}`, when: "false" })),
    "explorer/context": forFiles,
    "editor/context": forFiles,
  };
}

function configuration() {
  const properties = Object.entries(SETTINGS).map(([name, setting]) => {
    const description = `%setting.${name}%`;
    const { type, scope, default: value } = setting;
    const schema = type === "ruleSeverities" ? { type: "object", ...severitySchema() } : { type };
    return [`gantry.${name}`, { ...schema, default: value, scope, markdownDescription: description }];
  });
  return { title: "Gantry", properties: Object.fromEntries(properties) };
}

function severitySchema() {
  const known = rules.flatMap((rule) => [rule.id, ...rule.aliases]).sort();
  // ShellCheck has hundreds of codes, which are no rules of their own here.
  return {
    propertyNames: { anyOf: [{ enum: known }, { pattern: "^SC[1-9]\\d{3}$" }] },
    additionalProperties: { enum: RULE_SEVERITIES },
  };
}

function writeManifest(): void {
  const manifest = JSON.parse(read("package.json"));
  Object.assign(manifest.contributes, {
    commands: commands.map(manifestCommand),
    menus: menus(),
    configuration: configuration(),
  });
  const restricted = Object.entries(SETTINGS).filter(([, it]) => it.scope === "machine");
  manifest.capabilities.untrustedWorkspaces.restrictedConfigurations = restricted.map(([name]) => `gantry.${name}`);
  writeFileSync("package.json", json(manifest));
}

// ------------------------------------------------------------------------------------------------ rule pages and README

const LANGUAGE_NAMES = {
  dockerfile: "Dockerfile",
  compose: "Compose",
  dockerignore: ".dockerignore",
  env: ".env",
} as const;

const FENCES = { dockerfile: "dockerfile", compose: "yaml", dockerignore: "text", env: "sh" } as const;

function rulePage(rule: (typeof rules)[number]): string {
  const fence = FENCES[rule.language];
  const code = (text: string): string => `\`\`\`${fence}\n${text.trimEnd()}\n\`\`\``;
  const names = rule.aliases.map((it) => `\`${it}\``).join(", ");
  return [
    "<!-- Generated by npm run gen from the rule's own file. -->",
    `# ${rule.id}`,
    rule.docs.summary(),
    rule.docs.why(),
    [
      `- ${l10n.t("Language")}: ${LANGUAGE_NAMES[rule.language]}`,
      `- ${l10n.t("Default severity")}: ${rule.severity}`,
      ...(names ? [`- ${l10n.t("Also known as")}: ${names}`] : []),
    ].join("\n"),
    `## ${l10n.t("Reported")}`,
    code(rule.docs.bad),
    `## ${l10n.t("Accepted")}`,
    code(rule.docs.good),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

/** One folder of rule pages in the language that l10n now speaks; pages of rules that are no more go. */
function writeRulePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const pages = new Set(rules.map((rule) => `${rule.id}.md`));
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(`${folder}/${file}`);
  for (const rule of rules) writeFileSync(`${folder}/${rule.id}.md`, rulePage(rule));
}

function ruleTable(pages: string): string {
  const rows = rules.map(
    (rule) =>
      `| [${rule.id}](${pages}/${rule.id}.md) | ${rule.severity} | ${rule.aliases.join(", ")} | ${rule.docs.summary()} |`,
  );
  const head = [l10n.t("Rule"), l10n.t("Severity"), l10n.t("Also known as"), l10n.t("What it finds")];
  return [`| ${head.join(" | ")} |`, "|---|---|---|---|", ...rows].join("\n");
}

function settingTable(manifestTexts: string): string {
  const texts = JSON.parse(read(manifestTexts));
  const rows = Object.entries(SETTINGS).map(
    ([name, it]) => `| \`gantry.${name}\` | \`${JSON.stringify(it.default)}\` | ${texts[`setting.${name}`]} |`,
  );
  const head = [l10n.t("Setting"), l10n.t("Default"), l10n.t("What it does")];
  return [`| ${head.join(" | ")} |`, "|---|---|---|", ...rows].join("\n");
}

/** The tables of a README, in the language that l10n now speaks. */
function writeTables(readme: string, pages: string, manifestTexts: string): void {
  const withRules = between(readme, read(readme), "rules", ruleTable(pages));
  writeFileSync(readme, between(readme, withRules, "settings", settingTable(manifestTexts)));
}

function between(file: string, text: string, name: string, content: string): string {
  const [start, end] = [`<!-- gen:${name} -->`, `<!-- /gen:${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no section ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

// --------------------------------------------------------------------------------------------------------- localisation

async function writeStrings(): Promise<void> {
  const sources = ["client/src", "server/src", "scripts/gen.ts"].flatMap((root) => sourceFiles(root));
  const { getL10nJson } = await import("@vscode/l10n-dev"); // It awaits at its top level, which `require` cannot.
  const found = await getL10nJson(sources);
  const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync("l10n/bundle.l10n.json", json(Object.fromEntries(sorted)));
}

function sourceFiles(root: string): IScriptFile[] {
  if (root.endsWith(".ts")) return [{ extension: ".ts", contents: read(root) }];
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((it) => it.endsWith(".ts"));
  return names
    .sort()
    .map((name) => ({ extension: `.${basename(name).split(".").pop()}`, contents: read(`${root}/${name}`) }));
}

async function writeAll(): Promise<void> {
  writeManifest();
  writeFileSync("NOTICES.md", notices());
  writeRulePages("docs/rules");
  writeTables("README.md", "docs/rules", "package.nls.json");
  await writeStrings();
  l10n.config({ fsPath: "l10n/bundle.l10n.es.json" });
  writeRulePages("docs/es/rules");
  writeTables("README.es.md", "docs/es/rules", "package.nls.es.json");
}

void writeAll(); // A rejection ends the process with its stack and exit code 1.
