/** Comments and configuration that switch a finding off, as changes to offer. */
import * as l10n from "@vscode/l10n";
import { isMap, isSeq, parseDocument } from "yaml";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { TextDocument } from "../text/document.ts";
import { eolOf } from "../text/eol.ts";
import { type Edit, insert, lineAfter } from "../text/span.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

/** Here, in this stage, in this file; in the words of the tool that the rule comes from, so that it too is silent. */
export function suppressInDockerfile(file: Dockerfile, { rule, span }: Pick<Finding, "rule" | "span">): Fix[] {
  const { text } = file;
  const instruction = file.instructionAt(span.start);
  const stage = file.stages.list.findLast((it) => it.from.start <= span.start);
  const tool = hadolintName(rule) ? "hadolint" : "gantry";
  const name = hadolintName(rule) ?? rule.id;
  const eol = eolOf(text);
  const fixes: Fix[] = [];
  if (instruction) {
    const edit = commentAbove(text, instruction.start, `# ${tool} ignore=`, name, eol);
    fixes.push({ title: () => l10n.t("Ignore `{0}` here", rule.id), edits: [edit] });
  }
  if (stage && stage.from !== instruction) {
    const edit = commentAbove(text, stage.from.start, `# ${tool} stage ignore=`, name, eol);
    fixes.push({ title: () => l10n.t("Ignore `{0}` in this stage", rule.id), edits: [edit] });
  }
  const lastDirective = file.directives.at(-1);
  const top = lastDirective ? lineAfter(text, lastDirective.span.end) : text.startsWith("\uFEFF") ? 1 : 0;
  fixes.push({
    title: () => l10n.t("Ignore `{0}` in this file", rule.id),
    // A comment of this form is no parser directive, but would end them.
    edits: [insert(top, `# ${tool} global ignore=${name}${eol}`)],
  });
  return fixes;
}

/** Here and in this file, for languages whose comments stand on lines of their own. */
export function suppressInLines(document: TextDocument, { rule, span }: Pick<Finding, "rule" | "span">): Fix[] {
  const text = document.getText();
  const eol = eolOf(text);
  const start = lineAt(text, span.start);
  return [
    {
      title: () => l10n.t("Ignore `{0}` here", rule.id),
      edits: [commentAbove(text, start, "# gantry ignore=", rule.id, eol)],
    },
    {
      title: () => l10n.t("Ignore `{0}` in this file", rule.id),
      edits: [insert(0, `# gantry global ignore=${rule.id}${eol}`)],
    },
  ];
}

/** The text of `.hadolint.yaml` with the rule among the ignored; null for rules that hadolint does not know, or when it is no YAML. */
export function ignoredInConfig(text: string, rule: Rule): string | null {
  const name = hadolintName(rule);
  const config = parseDocument(text);
  if (!name || config.errors.length > 0 || (config.contents !== null && !isMap(config.contents))) return null;
  const ignored = config.get("ignored");
  if (isSeq(ignored)) ignored.add(name);
  else config.set("ignored", [name]);
  return config.toString();
}

const hadolintName = (rule: Rule): string | null =>
  [rule.id, ...rule.aliases].find((it) => /^(?:DL|SC)\d{4}$/.test(it)) ?? null;

/** A comment of its own above the line of an instruction, or one name more in the one that stands there. */
function commentAbove(text: string, start: number, pragma: string, name: string, eol: string): Edit {
  const line = lineAt(text, start);
  const indent = /^[ \t]*/.exec(text.slice(line, start + 200))?.[0] ?? "";
  const above = text.slice(lineAt(text, line - 1), Math.max(0, line - 1)).trimEnd();
  const isListed = above.trimStart().startsWith(pragma) && !above.trimStart().slice(1).includes("#");
  if (isListed) return insert(lineAt(text, line - 1) + above.length, `,${name}`);
  return insert(line, `${indent}${pragma}${name}${eol}`);
}

/** The start of the line that an offset is in. */
const lineAt = (text: string, offset: number): number => (offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1);
