/** What the thing under the cursor means. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import { codeBlock } from "../text/markdown.ts";
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import { argDocs, argFacts } from "./facts-args.ts";
import { CHECKS, checkDocs, directiveDocs } from "./facts-directives.ts";
import { flagDocs, flagFacts } from "./facts-flags.ts";
import { labelDocs, OCI_LABELS } from "./facts-labels.ts";
import { MOUNT_TYPES, mountDocs, mountKeyFacts } from "./facts-mounts.ts";
import type { Flag, Instruction } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";
import type { Stage } from "./stages.ts";
import { thingAt } from "./symbols-at.ts";
import { type Value, valuesAt } from "./values.ts";

export function hover(file: Dockerfile, offset: number): Hover | null {
  const directive = file.directiveAt(offset);
  const about = directive && contains(directive.nameSpan, offset) ? directiveDocs(directive.name) : null;
  if (directive && about) return markdown(about, file, directive.nameSpan);
  for (let it: Instruction | null = file.instructionAt(offset); it; it = it.trigger) {
    const found = keywordAt(file, it, offset) ?? flagAt(file, it, offset) ?? mountAt(file, it, offset);
    if (found) return found;
  }
  return nameAt(file, offset) ?? valueAt(file, offset) ?? checkAt(file, offset);
}

function keywordAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const facts = INSTRUCTIONS.get(it.keyword);
  return facts && contains(it.name, offset) ? markdown(describe(facts), file, it.name) : null;
}

function flagAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const flag = it.flags.find(({ word, nameWord }) => contains({ start: word.start, end: nameWord.end }, offset));
  return flag ? flagHover(file, it, flag, flag.nameWord) : null;
}

function flagHover(file: Dockerfile, it: Instruction, flag: Flag, place: Span): Hover | null {
  const facts = flagFacts(it.keyword, flag.name);
  return facts ? markdown(flagDocs(it.keyword, facts), file, place) : null;
}

/** The value of a flag or of a mount's key that names nothing, and labels that are known: what they are for. */
function valueAt(file: Dockerfile, offset: number): Hover | null {
  const outer = file.instructionAt(offset);
  const it = outer?.trigger ?? outer;
  if (!it) return null;
  if (it.keyword === "LABEL") {
    const pair = it.pairs.find(({ name }) => contains(name, offset));
    const label = pair && OCI_LABELS.find(({ name }) => name === pair.name.unquoted);
    if (!pair || !label) return null;
    return markdown(labelDocs(label), file, pair.name);
  }
  const flag = it.flags.find(({ value }) => value && contains(value, offset));
  return flag?.value && flag.name !== "from" && flag.name !== "mount" ? flagHover(file, it, flag, flag.value) : null;
}

/** A build check that `# check=skip=` names. */
function checkAt(file: Dockerfile, offset: number): Hover | null {
  const directive = file.directives.find(({ name, span }) => name === "check" && contains(span, offset));
  if (!directive) return null;
  const text = file.text.slice(directive.span.start, directive.span.end);
  for (const { 0: name, index } of text.matchAll(/\w+/g)) {
    const span = { start: directive.span.start + index, end: directive.span.start + index + name.length };
    if (contains(span, offset) && CHECKS.includes(name)) return markdown(checkDocs(name), file, span);
  }
  return null;
}

/** A key of `--mount`, or the type that it is given. */
function mountAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  if (it.keyword !== "RUN") return null;
  for (const { fields } of mountsOf(it)) {
    for (const { key, keyWord, value } of fields) {
      const isType = key === "type" && value !== null && contains(value, offset);
      const type = isType ? MOUNT_TYPES.find(({ name }) => name === value.unquoted) : undefined;
      const isValue = value !== null && /^(?:sharing|mode|size|required|ro|rw)$/.test(key) && contains(value, offset);
      const facts = type ?? (isValue || contains(keyWord, offset) ? mountKeyFacts(key) : undefined);
      if (!facts) continue;
      const place = value && (type || isValue) ? value : keyWord;
      return markdown(mountDocs(facts), file, place);
    }
  }
  return null;
}

function nameAt(file: Dockerfile, offset: number): Hover | null {
  const thing = thingAt(file, offset);
  const it = file.instructionAt(offset);
  if (!thing || !it) return null;
  if (thing.kind === "variable") {
    const value = valuesAt(file, it, thing.isDefinition).get(thing.name);
    const known = argFacts(thing.name);
    if (known && !value?.instruction.pairs.some((pair) => pair.name.unquoted === thing.name && pair.value))
      return markdown(argDocs(known), file, thing.at);
    if (!value || value.shown === null)
      return value
        ? markdown(l10n.t("Set with `--build-arg {0}=…`; there is no default.", thing.name), file, thing.at)
        : null;
    return markdown(`${codeBlock("text", value.shown)}\n\n${origin(file, value)}`, file, thing.at);
  }
  if (thing.kind !== "stage" || !thing.definition) return null;
  const from = file.instructionAt(thing.definition.start);
  const stage = file.stages.list.find((of) => of.from === from);
  return stage ? markdown(codeBlock("dockerfile", stageText(stage)), file, thing.at) : null;
}

/** Which instruction says so. */
function origin(file: Dockerfile, { instruction: { keyword, start } }: Value): string {
  return l10n.t("Set by `{0}` in line {1}.", keyword, file.document.positionAt(start).line + 1);
}

const SHOWN_INSTRUCTIONS = 12;
const SHOWN_LENGTH = 100;

/** The base image of a stage and its instructions, a line each. */
function stageText({ from, instructions }: Stage): string {
  const line = (it: Instruction): string => {
    const args = it.logical.text.slice(it.name.to, it.name.to + 2 * SHOWN_LENGTH).trim();
    const text = `${it.keyword} ${args}`.replace(/\s+/g, " ");
    return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text;
  };
  const shown = [from, ...instructions.slice(0, SHOWN_INSTRUCTIONS)].map(line);
  const all = instructions.length > SHOWN_INSTRUCTIONS ? [...shown, "…"] : shown;
  return all.join("\n");
}

const markdown = (value: string, file: Dockerfile, span: Span): Hover => ({
  contents: { kind: "markdown", value },
  range: file.rangeOf(span),
});
