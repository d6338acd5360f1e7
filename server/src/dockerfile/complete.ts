/** What can be written at the cursor. */
import type { CompletionItem } from "vscode-languageserver-types";
import { type Files, NO_FILES } from "../compose/files.ts";
import type { Span } from "../text/span.ts";
import { argumentItems, contextPaths, owners } from "./complete-arguments.ts";
import { instructionNear, type Written, writtenBefore } from "./cursor.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import { FLAGS, type FlagFacts } from "./facts-flags.ts";
import { CACHE_TARGETS } from "./facts-idioms.ts";
import { MOUNT_KEYS, MOUNT_TYPES } from "./facts-mounts.ts";
import { CHECKS, SYNTAXES } from "./facts-values.ts";
import type { Instruction } from "./instruction.ts";
import { type Client, type Context, item, KIND, narrowed, starting } from "./offer.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "./scopes.ts";
import { stageOf } from "./symbols-at.ts";
import { valuesAt } from "./values.ts";

export function complete(file: Dockerfile, offset: number, client: Client, files: Files = NO_FILES): CompletionItem[] {
  const comment =
    file.commentAt(offset) ?? file.directives.find(({ span }) => span.start < offset && offset <= span.end)?.span;
  if (comment) return directives({ file, files, client, span: { start: offset, end: offset }, prefix: "" }, comment);
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
  return argumentsOf(context, written, offset);
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
  for (const [keyword, facts] of INSTRUCTIONS) {
    if (!keyword.startsWith(prefix)) continue;
    if (
      isTrigger ? /^(?:FROM|MAINTAINER|ONBUILD)$/.test(keyword) : !isAnywhere && keyword !== "FROM" && keyword !== "ARG"
    )
      continue;
    const snippets = client.snippets ? facts.snippets : [{ label: keyword, text: keyword }];
    for (const { label, text } of snippets)
      items.push({ ...item(context, KIND.keyword, label, text, describe(facts)), filterText: keyword });
  }
  return items;
}

const DIRECTIVES = [
  { name: "escape", text: "escape=${1:`}", values: ["`", "\\"] },
  { name: "syntax", text: "syntax=${1:docker/dockerfile:1}", values: SYNTAXES },
  { name: "check", text: "check=${1:skip=all}", values: ["skip=", "error=true", "skip=all", "experimental=all"] },
] as const;

/** Only comments at the very top can become directives. */
function directives(context: Context, comment: Span): CompletionItem[] {
  const { file } = context;
  const offset = context.span.end;
  const above = file.text.slice(0, comment.start).replace("\uFEFF", "");
  const isTop =
    above === "" ||
    (/[\r\n]$/.test(above) &&
      file.directives.some(
        ({ span }) => above.trimEnd().length + (file.text.startsWith("\uFEFF") ? 1 : 0) === span.end,
      ));
  const written = /^#\s*(\w*)(?:\s*=\s*(.*))?$/.exec(file.text.slice(comment.start, offset));
  if (!isTop || !written) return [];
  const [, name = "", value] = written;
  if (value !== undefined) return directiveValues(narrowed(context, value), name.toLowerCase());
  const prefix = name.toLowerCase();
  return DIRECTIVES.filter(
    (it) => it.name.startsWith(prefix) && !file.directives.some((of) => of.name === it.name),
  ).map((it) =>
    item(narrowed(context, name), KIND.keyword, it.text.replace(/\$\{1:([^}]*)\}/, "$1"), it.text, it.name),
  );
}

function directiveValues(context: Context, name: string): CompletionItem[] {
  const list =
    name === "check" ? /^(?:.*;)?\s*(?:skip|experimental)\s*=\s*(?:[\w,\s]*,\s*)?(\w*)$/i.exec(context.prefix) : null;
  if (list) return starting(narrowed(context, list[1] ?? ""), CHECKS, KIND.value);
  const values = DIRECTIVES.find((it) => it.name === name)?.values ?? [];
  return starting(narrowed(context, /[^;]*$/.exec(context.prefix)?.[0].trimStart() ?? ""), values, KIND.value);
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
  if (word.startsWith("-")) return items;
  if (keyword === "FROM" && isAmongFlags)
    items.push(...stages(context, offset).filter(({ label }) => !/^\d+$/.test(label)));
  if (keyword === "HEALTHCHECK" && isAmongFlags) items.push(...afterHealthcheckFlags(context));
  items.push(...argumentItems(context, written));
  return items;
}

function flags(context: Context, it: Instruction, keyword: string): CompletionItem[] {
  const known = FLAGS.get(keyword) ?? [];
  const used = new Set(it.flags.filter(({ word }) => word.end < context.span.start).map(({ name }) => name));
  return known
    .filter((flag) => (flag.isRepeatable || !used.has(flag.name)) && `--${flag.name}`.startsWith(context.prefix))
    .map((flag) => ({
      ...item(context, KIND.field, flagLabel(flag), flagText(flag), flag.summary()),
      // Behind what the instruction is about.
      sortText: `~${flag.name}`,
    }));
}

const flagLabel = ({ name, example }: FlagFacts): string => (example === null ? `--${name}` : `--${name}=${example}`);
const flagText = ({ name, example }: FlagFacts): string =>
  example === null ? `--${name}` : `--${name}=\${1:${example}}`;

function afterHealthcheckFlags(context: Context): CompletionItem[] {
  const items = [
    item(context, KIND.keyword, 'CMD [ "executable" ]', 'CMD [ "${1:executable}" ]'),
    item(context, KIND.keyword, "NONE", "NONE"),
  ];
  return items.filter(({ label }) => label.startsWith(context.prefix.toUpperCase()));
}

function flagValues(context: Context, it: Instruction, name: string): CompletionItem[] {
  const { keyword } = it;
  if (name === "chown") return owners(context, it);
  if (keyword === "COPY" && name === "from") return stages(context, context.span.end);
  if (keyword === "RUN" && name === "mount") return mountFields(context);
  if (keyword === "RUN" && name === "network") return starting(context, ["default", "none", "host"], KIND.value);
  if (keyword === "RUN" && name === "security") return starting(context, ["sandbox", "insecure"], KIND.value);
  if (keyword === "FROM" && name === "platform") {
    return starting(
      context,
      ["$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"],
      KIND.value,
    );
  }
  const flag = FLAGS.get(keyword)?.find((of) => of.name === name);
  return flag?.kind === "boolean" ? starting(context, ["true", "false"], KIND.value) : [];
}

function mountFields(context: Context): CompletionItem[] {
  const fields = context.prefix.split(",");
  const last = fields.at(-1) ?? "";
  const equals = last.indexOf("=");
  if (equals < 0) {
    const type = fields.map((it) => /^type=(.*)$/.exec(it)?.[1]).find(Boolean) ?? "";
    const keys = type ? (MOUNT_KEYS.get(type) ?? []) : ["type"];
    const here = narrowed(context, last);
    return keys
      .filter((key) => key.startsWith(last) && !fields.some((it) => it.startsWith(`${key}=`)))
      .map((key) => item(here, KIND.field, `${key}=`, `${key}=`));
  }
  const here = narrowed(context, last.slice(equals + 1));
  const key = last.slice(0, equals);
  if (key === "type")
    return MOUNT_TYPES.filter(({ name }) => name.startsWith(here.prefix)).map(({ name, summary }) =>
      item(here, KIND.value, name, name, summary()),
    );
  if (key === "target" && /type=cache/.test(context.prefix)) return starting(here, CACHE_TARGETS, KIND.folder);
  if ((key === "source" || key === "src") && !fields.some((it) => it.startsWith("from="))) return contextPaths(here);
  if (key === "sharing") return starting(here, ["shared", "private", "locked"], KIND.value);
  return key === "from" ? stages(here, context.span.end) : [];
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
  const prefix = context.prefix.replace(/^\$\{?/, "").toLowerCase();
  const values = valuesAt(context.file, it);
  const names = it.keyword === "FROM" ? [...values.keys(), ...PLATFORM_ARGS] : [...values.keys(), ...PREDEFINED_ARGS];
  return [...new Set(names)]
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => {
      const text = hasBrace ? `\${${name}}` : `$${name}`;
      const value = values.get(name)?.text;
      return { ...item(context, KIND.variable, text, text), ...(value ? { detail: value.slice(0, 200) } : {}) };
    });
}
