/** What can be written at the cursor. */
import type { CompletionItem } from "vscode-languageserver-types";
import { type Files, NO_FILES } from "../compose/files.ts";
import { lineStart } from "../text/lines.ts";
import type { Span } from "../text/span.ts";
import { argumentItems, owners } from "./complete-arguments.ts";
import { baseImage, commandItems, LONGEST } from "./complete-commands.ts";
import { mountItems } from "./complete-mounts.ts";
import { instructionNear, type Written, writtenBefore } from "./cursor.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import { argDocs, argFacts } from "./facts-args.ts";
import { CHECKS, checkDocs, DIRECTIVES, directiveDocs } from "./facts-directives.ts";
import { FLAG_VALUES, FLAGS, type FlagFacts, flagDocs } from "./facts-flags.ts";
import type { Heredoc, Instruction } from "./instruction.ts";
import { andAskAgain, type Client, type Context, item, KIND, narrowed, rank, starting, withClosing } from "./offer.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "./scopes.ts";
import { heredocScript, scriptOf } from "./script.ts";
import { stageOf } from "./symbols-at.ts";
import { valuesAt } from "./values.ts";

export function complete(file: Dockerfile, offset: number, client: Client, files: Files = NO_FILES): CompletionItem[] {
  const comment =
    file.commentAt(offset) ?? file.directives.find(({ span }) => span.start < offset && offset <= span.end)?.span;
  if (comment) return directives({ file, files, client, span: { start: offset, end: offset }, prefix: "" }, comment);
  const heredoc = heredocAt(file, offset);
  if (heredoc) return inHeredoc({ file, files, client, span: { start: offset, end: offset }, prefix: "" }, heredoc);
  const at = instructionNear(file, offset);
  if (!at || offset <= at.start)
    return instructions({ file, files, client, span: { start: offset, end: offset }, prefix: "" }, false);
  const written = writtenBefore(at, offset);
  const it = written.instruction;
  const isInKeyword = !/\s/.test(written.text);
  if (isInKeyword) {
    const span = { start: it.start, end: offset };
    return instructions(
      { file, files, client, span, prefix: it === at || it.onbuild ? written.text : "" },
      it.onbuild !== null,
    );
  }
  const context = { file, files, client, span: { start: written.wordStart, end: offset }, prefix: written.word };
  if (it.keyword === "ONBUILD") {
    return written.before.length === 0 ? instructions(context, true) : [];
  }
  return argumentsOf(context, written, offset).filter(isOnOneLine);
}

/** An editor replaces nothing that goes over the end of a line. */
function isOnOneLine({ textEdit }: CompletionItem): boolean {
  const range = textEdit && "range" in textEdit ? textEdit.range : null;
  return range?.start.line === range?.end.line;
}

// ---- heredocs

interface OpenHeredoc {
  readonly instruction: Instruction;
  readonly heredoc: Heredoc;
}

function heredocAt(file: Dockerfile, offset: number): OpenHeredoc | null {
  const instruction = file.instructionAt(offset);
  const heredoc = instruction?.heredocs.find(
    ({ body, terminator }) => body.start <= offset && offset <= (terminator?.end ?? body.end),
  );
  return instruction && heredoc ? { instruction, heredoc } : null;
}

/** Variables, commands, and at the beginning of a line the end of a heredoc that has none yet. */
function inHeredoc(context: Context, { instruction, heredoc }: OpenHeredoc): CompletionItem[] {
  const { text } = context.file;
  const { end } = context.span;
  const line = text.slice(lineStart(text, end), end);
  const variable = /\$\{?\w*$/.exec(line)?.[0];
  if (variable) return heredoc.isQuoted ? [] : variables(narrowed(context, variable), instruction);
  const script = text.slice(Math.max(heredoc.body.start, end - LONGEST), end).replace(/\\\r?\n/g, " ");
  const image = baseImage(context, instruction);
  const isEnd = heredoc.terminator === null && heredoc.name.startsWith(line) && line !== heredoc.name;
  return [
    ...(isEnd ? [item(narrowed(context, line), KIND.keyword, heredoc.name, heredoc.name)] : []),
    ...(isScript(instruction) && line.trim() !== "" ? commandItems(context, script, image) : []),
  ];
}

function isScript(it: Instruction): boolean {
  const run = it.trigger ?? it;
  const shebang = run.keyword === "RUN" && heredocScript(run) ? scriptOf(run)?.shebang : undefined;
  return shebang === null || (shebang !== undefined && /\b(?:ba|da|k|a|z)?sh\b/.test(shebang));
}

// ---- instructions and directives

function instructions(context: Context, isTrigger: boolean): CompletionItem[] {
  const prefix = context.prefix.toUpperCase();
  const { file, client } = context;
  // Who writes another instruction all the same has the beginning of the file elsewhere, or writes it later.
  const isAnywhere =
    file.stages.list.length > 0 ||
    (prefix !== "" && !/^(?:F|FR|FRO|FROM|ARG)$/.test(prefix)) ||
    file.stages.before.some(({ keyword, start }) => keyword !== "ARG" && start < context.span.start);
  const items: CompletionItem[] = [];
  const isLower = /^[a-z]/.test(file.stages.list[0]?.from.written ?? "");
  for (const [keyword, facts] of INSTRUCTIONS) {
    if (!keyword.startsWith(prefix)) continue;
    if (
      isTrigger ? /^(?:FROM|MAINTAINER|ONBUILD)$/.test(keyword) : !isAnywhere && keyword !== "FROM" && keyword !== "ARG"
    )
      continue;
    const snippets = client.snippets ? facts.snippets : [{ label: keyword, text: keyword }];
    for (const { label, text } of snippets) {
      const written = isLower ? text.replace(keyword, keyword.toLowerCase()) : text;
      items.push({ ...item(context, KIND.keyword, label, written, describe(facts)), filterText: keyword });
    }
  }
  return items;
}

/** Only comments at the very top can become directives. */
function directives(context: Context, comment: Span): CompletionItem[] {
  const { file } = context;
  const offset = context.span.end;
  const isDirective = file.directives.some(({ span }) => span.start === comment.start);
  const isTop = isDirective || /^[ \t]*$/.test(file.text.slice(file.state.headEnd, comment.start));
  const written = /^#\s*(\w*)(?:\s*=\s*(.*))?$/.exec(file.text.slice(comment.start, offset));
  if (!isTop || !written) return [];
  const [, name = "", value] = written;
  if (value !== undefined) return directiveValues(narrowed(context, value), name.toLowerCase());
  const prefix = name.toLowerCase();
  const there = new Set(file.directives.filter(({ span }) => span.start !== comment.start).map((it) => it.name));
  const offered = DIRECTIVES.filter((it) => it.name.startsWith(prefix) && !there.has(it.name));
  return offered.map((it, index) => {
    const label = it.text.replace(/\$\{1:([^}]*)\}/, "$1");
    const text = context.client.snippets ? it.text : label;
    const docs = directiveDocs(it.name) ?? "";
    return { ...item(narrowed(context, name), KIND.keyword, label, text, docs), sortText: rank(index) };
  });
}

function directiveValues(context: Context, name: string): CompletionItem[] {
  const list =
    name === "check" ? /^(?:.*;)?\s*(?:skip|experimental)\s*=\s*(?:[\w,\s]*,\s*)?(\w*)$/i.exec(context.prefix) : null;
  if (list) return starting(narrowed(context, list[1] ?? ""), CHECKS, KIND.value, checkDocs);
  const values = DIRECTIVES.find((it) => it.name === name)?.values ?? [];
  const items = starting(narrowed(context, /[^;]*$/.exec(context.prefix)?.[0].trimStart() ?? ""), values, KIND.value);
  return items.map((it) => (it.label.endsWith("=") ? andAskAgain(it, context) : it));
}

// ---- arguments

function argumentsOf(context: Context, written: Written, offset: number): CompletionItem[] {
  const { word, before, instruction } = written;
  const { keyword } = instruction;
  const variable = /\$\{?\w*$/.exec(word)?.[0];
  if (variable) return variables(narrowed(context, variable), instruction);
  const value = /^--([\w-]+)=(.*)$/.exec(word);
  const isAmongFlags = before.every((it) => it.startsWith("--"));
  if (value?.[1] && isAmongFlags) return flagValues(narrowed(context, value[2] ?? ""), instruction, value[1]);
  const items: CompletionItem[] = [];
  if (isAmongFlags && (word === "" || word.startsWith("-"))) items.push(...flags(context, instruction, keyword));
  if (word.startsWith("-") && keyword !== "RUN") return items;
  if (keyword === "FROM" && isAmongFlags)
    items.push(...stages(context, offset).filter(({ label }) => !/^\d+$/.test(label)));
  else if (keyword === "FROM" && before.filter((it) => !it.startsWith("--")).length === 1)
    items.push(...naming(context));
  if (keyword === "HEALTHCHECK" && isAmongFlags) items.push(...afterHealthcheckFlags(context));
  items.push(...argumentItems(context, written));
  return items;
}

/** What an image is followed by: the name of the stage. */
const naming = (context: Context): CompletionItem[] =>
  "AS".startsWith(context.prefix.toUpperCase())
    ? [{ ...item(context, KIND.keyword, "AS name", "AS ${1:name}"), filterText: "AS" }]
    : [];

function flags(context: Context, it: Instruction, keyword: string): CompletionItem[] {
  const known = FLAGS.get(keyword) ?? [];
  const used = new Set(it.flags.filter(({ word }) => word.end < context.span.start).map(({ name }) => name));
  return known.flatMap((flag, index) => {
    const { name, isRepeatable } = flag;
    if ((!isRepeatable && used.has(name)) || !`--${name}`.startsWith(context.prefix)) return [];
    const isChosen = context.client.asksAgain && flag.example !== null && hasValues(flag);
    const offered = item(
      context,
      KIND.field,
      flagLabel(flag),
      isChosen ? `--${name}=` : flagText(flag),
      flagDocs(keyword, flag),
    );
    // Behind what the instruction is about.
    const placed = { ...offered, sortText: `~${rank(index)}` };
    return isChosen ? andAskAgain(placed, context) : placed;
  });
}

const hasValues = ({ name, kind }: FlagFacts): boolean =>
  kind === "boolean" || /^(?:from|mount|chown)$/.test(name) || name in FLAG_VALUES;

const flagLabel = ({ name, example }: FlagFacts): string => (example === null ? `--${name}` : `--${name}=${example}`);
const flagText = ({ name, example }: FlagFacts): string =>
  example === null ? `--${name}` : `--${name}=\${1:${example}}`;

function afterHealthcheckFlags(context: Context): CompletionItem[] {
  const items = [
    { ...item(context, KIND.keyword, 'CMD [ "executable" ]', 'CMD [ "${1:executable}" ]'), filterText: "CMD" },
    item(context, KIND.keyword, "NONE", "NONE"),
  ];
  return items.filter(({ label }) => label.startsWith(context.prefix.toUpperCase()));
}

function flagValues(context: Context, it: Instruction, name: string): CompletionItem[] {
  const flag = FLAGS.get(it.keyword)?.find((of) => of.name === name);
  if (!flag) return [];
  if (name === "chown") return owners(context, it);
  if (name === "from") return stages(context, context.span.end);
  if (flag.kind === "mount") return mountItems(context, (of) => stages(of, of.span.end));
  return starting(context, flag.kind === "boolean" ? ["true", "false"] : (FLAG_VALUES[name] ?? []), KIND.value);
}

// ---- names

/** The stages above the cursor's, by their names, and by number where they have none. */
function stages(context: Context, offset: number): CompletionItem[] {
  const { file, prefix } = context;
  const above = file.stages.list.filter(
    (it) => it.from.start < offset && !(it.from.start <= offset && offset <= it.from.end),
  );
  const current = stageOfOffset(file, offset);
  const items: CompletionItem[] = [];
  for (const { name, image, index } of above) {
    if (index === current?.index && current.from.end < offset) continue;
    const label = name?.text ?? String(index);
    if (label.toLowerCase().startsWith(prefix.toLowerCase()))
      items.push({
        ...item(context, KIND.reference, label, label),
        detail: image?.text ?? "",
        sortText: `0${String(index).padStart(4, "0")}`,
      });
  }
  return items;
}

function stageOfOffset(file: Dockerfile, offset: number) {
  const it = file.instructionBefore(offset + 1);
  return it && stageOf(file, it);
}

function variables(context: Context, it: Instruction): CompletionItem[] {
  // A bare `$` gets braces: what follows it then cannot become part of the name.
  const hasBrace = context.prefix === "$" || context.prefix.startsWith("${");
  const place = context.prefix.startsWith("${") ? withClosing(context, /^\w*\}/) : context;
  const prefix = context.prefix.replace(/^\$\{?/, "").toLowerCase();
  const values = valuesAt(context.file, it);
  const known = it.keyword === "FROM" ? PLATFORM_ARGS : PREDEFINED_ARGS;
  return [...new Set([...values.keys(), ...known])]
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => {
      const text = hasBrace ? `\${${name}}` : `$${name}`;
      const value = values.get(name)?.shown;
      const own = values.has(name);
      const facts = own ? undefined : argFacts(name);
      return {
        ...item(place, KIND.variable, text, text, facts && argDocs(facts)),
        ...(value ? { detail: value.slice(0, 200) } : {}),
        // Those of the file before those of the builder.
        sortText: `${own ? 0 : 1}${name}`,
      };
    });
}
