/** What the thing under the cursor means. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, explained, INSTRUCTIONS, reference } from "./facts.ts";
import { argFacts } from "./facts-args.ts";
import { directiveDocs } from "./facts-directives.ts";
import { flagFacts } from "./facts-flags.ts";
import { MOUNT_TYPES, mountKeyFacts } from "./facts-mounts.ts";
import type { Instruction } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";
import type { Stage } from "./stages.ts";
import { thingAt } from "./symbols-at.ts";
import { type Value, valuesAt } from "./values.ts";

export function hover(file: Dockerfile, offset: number): Hover | null {
  const directive = file.directives.find(({ nameSpan }) => contains(nameSpan, offset));
  const about = directive && directiveDocs(directive.name);
  if (directive && about) return markdown(about, file, directive.nameSpan);
  for (let it: Instruction | null = file.instructionAt(offset); it; it = it.trigger) {
    const found = keywordAt(file, it, offset) ?? flagAt(file, it, offset) ?? mountAt(file, it, offset);
    if (found) return found;
  }
  return nameAt(file, offset);
}

function keywordAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const facts = INSTRUCTIONS.get(it.keyword);
  return facts && contains(it.name, offset) ? markdown(describe(facts), file, it.name) : null;
}

function flagAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const flag = it.flags.find(({ word, nameWord }) => contains({ start: word.start, end: nameWord.end }, offset));
  const facts = flag && flagFacts(it.keyword, flag.name);
  if (!flag || !facts) return null;
  const example = `${it.keyword} --${facts.name}${facts.example ? `=${facts.example}` : ""} …`;
  const link = reference(`${it.keyword.toLowerCase()}${SECTIONS.has(facts.name) ? `---${facts.name}` : ""}`);
  return markdown(explained(facts.summary(), example, link), file, flag.nameWord);
}

/** The flags that have a section of their own. */
const SECTIONS: ReadonlySet<string> = new Set(
  "chmod checksum chown device exclude from keep-git-dir link mount network parents security unpack".split(" "),
);

/** A key of `--mount`, or the type that it is given. */
function mountAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  if (it.keyword !== "RUN") return null;
  for (const { fields } of mountsOf(it)) {
    for (const { key, keyWord, value } of fields) {
      const isType = key === "type" && value !== null && contains(value, offset);
      const type = isType ? MOUNT_TYPES.find(({ name }) => name === value.unquoted) : undefined;
      const facts = type ?? (contains(keyWord, offset) ? mountKeyFacts(key) : undefined);
      if (!facts) continue;
      const section = reference(type ? `run---mounttype${type.name}` : "run---mount");
      return markdown(explained(facts.summary(), facts.example, section), file, type && value ? value : keyWord);
    }
  }
  return null;
}

function nameAt(file: Dockerfile, offset: number): Hover | null {
  const thing = thingAt(file, offset);
  const it = file.instructionAt(offset);
  if (!thing || !it) return null;
  if (thing.kind === "variable") {
    const isDefinition = thing.occurrences.some((of) => of.isDefinition && of.span.start === thing.at.start);
    const value = valuesAt(file, it, isDefinition).get(thing.name);
    const known = argFacts(thing.name);
    if (known && !value?.instruction.pairs.some((pair) => pair.name.unquoted === thing.name && pair.value))
      return markdown(explained(known.summary(), known.example, reference(known.anchor)), file, thing.at);
    if (!value || value.text === null)
      return value
        ? markdown(l10n.t("Set with `--build-arg {0}=…`; there is no default.", thing.name), file, thing.at)
        : null;
    return markdown(`\`\`\`\n${value.text}\n\`\`\`\n\n${origin(file, value)}`, file, thing.at);
  }
  if (thing.kind !== "stage" || !thing.definition) return null;
  const from = file.instructionAt(thing.definition.start);
  const stage = file.stages.list.find((of) => of.from === from);
  return stage ? markdown(`\`\`\`dockerfile\n${stageText(stage)}\n\`\`\``, file, thing.at) : null;
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
  return all.join("\n").replaceAll("```", "…"); // What would end the block of code.
}

const markdown = (value: string, file: Dockerfile, span: Span): Hover => ({
  contents: { kind: "markdown", value },
  range: file.rangeOf(span),
});
