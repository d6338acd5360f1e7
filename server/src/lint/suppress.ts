/** Comments and configuration that switch a finding off, as changes to offer. */
import * as l10n from "@vscode/l10n";
import { isMap, isSeq, parseDocument } from "yaml";
import { relativePath } from "../compose/files.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { TextDocument } from "../text/document.ts";
import { eolOf, lineStart } from "../text/lines.ts";
import { type Edit, insert, lineAfter, replace } from "../text/span.ts";
import { isIgnoreComment } from "./ignore-comments.ts";
import { type Finding, type Fix, type OtherFile, type Rule, rulesOf } from "./rule.ts";

/**
 * Here, in this stage, in this file; in the words of the tool that the rule comes from, so that it too is silent, unless the
 * project has switched off hadolint's comments.
 */
export function suppressInDockerfile(
  file: Dockerfile,
  finding: Pick<Finding, "rule" | "span" | "options">,
  ignoresHadolint = false,
): Fix[] {
  const { text } = file;
  const { span } = finding;
  const rules = rulesOf(finding);
  const names = listed(rules);
  const instruction = file.instructionAt(span.start);
  const stage = file.stages.list.findLast((it) => it.from.start <= span.start);
  const words = ignoresHadolint ? ownWords(rules) : wordsFor(rules);
  const eol = eolOf(text);
  const fixes: Fix[] = [];
  if (instruction) {
    const edit = commentAbove(text, instruction.start, "", rules, words);
    fixes.push({ title: () => l10n.t("Ignore `{0}` here", names), edits: [edit] });
  }
  if (stage && stage.from !== instruction) {
    const edit = commentAbove(text, stage.from.start, "stage ", rules, words);
    fixes.push({ title: () => l10n.t("Ignore `{0}` in this stage", names), edits: [edit] });
  }
  const lastDirective = file.directives.at(-1);
  const top = lastDirective ? lineAfter(text, lastDirective.span.end) : text.startsWith("\uFEFF") ? 1 : 0;
  fixes.push({
    title: () => l10n.t("Ignore `{0}` in this file", names),
    // A comment of this form is no parser directive, but would end them.
    edits: [insert(top, `# ${words.tool} global ignore=${words.name}${eol}`)],
  });
  return fixes;
}

/** Here and in this file, for languages whose comments stand on lines of their own. */
export function suppressInLines(document: TextDocument, { rule, span }: Pick<Finding, "rule" | "span">): Fix[] {
  const text = document.getText();
  const eol = eolOf(text);
  const start = lineStart(text, span.start);
  return [
    {
      title: () => l10n.t("Ignore `{0}` here", listed([rule])),
      edits: [commentAbove(text, start, "", [rule], wordsFor([rule]))],
    },
    {
      title: () => l10n.t("Ignore `{0}` in this file", listed([rule])),
      edits: [insert(0, `# gantry global ignore=${rule.id}${eol}`)],
    },
  ];
}

/** Puts rules among the ignored of the `.hadolint.yaml` of a document; null for what stops a build, or when that is no YAML. */
export function ignoredInConfig(document: string, file: OtherFile, rules: readonly Rule[]): Fix | null {
  const text = file.text ?? "";
  const config = parseDocument(text);
  const isConfig = config.errors.length === 0 && (config.contents === null || isMap(config.contents));
  // Gantry reads its own names there, too, and hadolint passes over what it does not know.
  if (!isConfig || rules.some((it) => it.severity === "error" && !hadolintName(it))) return null;
  const ignored = config.get("ignored");
  if (isSeq(ignored)) for (const it of rules) ignored.add(nameIn(it));
  else config.set("ignored", rules.map(nameIn));
  return {
    title: () => l10n.t("Ignore `{0}` in {1}", listed(rules), relativePath(document, file.uri)),
    edits: [replace({ start: 0, end: text.length }, config.toString())],
    file,
  };
}

/** Between the quotes of a text for one. */
const listed = (rules: readonly Rule[]): string => rules.map((it) => it.id).join("`, `");

const hadolintName = (rule: Rule): string | null =>
  [rule.id, ...rule.aliases].find((it) => /^(?:DL|SC)\d{4}$/.test(it)) ?? null;

/** What the tool calls it that it comes from. */
const nameIn = (rule: Rule): string => hadolintName(rule) ?? rule.id;

/** What a comment calls rules, and whom it speaks to. */
interface Words {
  readonly tool: "hadolint" | "gantry";
  readonly name: string;
}

const ownWords = (rules: readonly Rule[]): Words => ({ tool: "gantry", name: rules.map((it) => it.id).join(",") });
const wordsFor = (rules: readonly Rule[]): Words =>
  rules.some((it) => hadolintName(it) === null)
    ? ownWords(rules)
    : { tool: "hadolint", name: rules.map(nameIn).join(",") };

/** A comment of its own above the line of an instruction, or more names in the one that stands there. */
function commentAbove(text: string, start: number, scope: "" | "stage ", rules: readonly Rule[], words: Words): Edit {
  const line = lineStart(text, start);
  const last = lineStart(text, line - 1);
  const indent = /^[ \t]*/.exec(text.slice(line, start + 200))?.[0] ?? "";
  const above = text.slice(last, Math.max(0, line - 1)).trimEnd();
  const comment = above.trimStart();
  const pragma = `# ${words.tool} ${scope}ignore=`;
  if (comment.startsWith(pragma) && !comment.slice(1).includes("#") && isIgnoreComment(comment))
    return insert(last + above.length, `,${words.name}`);
  // What hadolint reads in the line above an instruction must stay there.
  if (/^#\s*hadolint\s+(?:stage\s+)?ignore/i.test(comment) && isIgnoreComment(comment))
    return insert(last, `${indent}# gantry ${scope}ignore=${ownWords(rules).name}${eolOf(text)}`);
  return insert(line, `${indent}${pragma}${words.name}${eolOf(text)}`);
}
