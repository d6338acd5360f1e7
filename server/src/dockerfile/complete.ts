/** What can be written at the cursor. */
import type { CompletionItem, Range } from "vscode-languageserver-types";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import type { Instruction } from "./instruction.ts";

interface Client {
  readonly snippets: boolean;
}

const KEYWORD = 14;
const SNIPPET = 2;

export function complete(file: Dockerfile, offset: number, client: Client): CompletionItem[] {
  if (file.commentAt(offset) || file.directives.some((it) => it.span.start < offset && offset <= it.span.end))
    return [];
  const at = file.instructionAt(offset);
  const instruction = at && at.start < offset ? innermost(at, offset) : null;
  if (!instruction) return file.isContinuedAt(offset) ? [] : instructions(file, offset, offset, client, null);
  const { name } = instruction;
  if (offset > name.end && instruction.keyword === "ONBUILD" && !instruction.trigger) {
    return instructions(file, offset, offset, client, instruction);
  }
  return offset <= name.end ? instructions(file, name.start, offset, client, instruction.onbuild) : [];
}

/** The trigger of an ONBUILD when the cursor is in or behind its keyword. */
function innermost(instruction: Instruction, offset: number): Instruction {
  const { trigger } = instruction;
  return trigger && offset >= trigger.start ? innermost(trigger, offset) : instruction;
}

function instructions(
  file: Dockerfile,
  start: number,
  end: number,
  client: Client,
  onbuild: Instruction | null,
): CompletionItem[] {
  const range = file.rangeOf({ start, end });
  const prefix = file.text.slice(start, end).toUpperCase();
  const items: CompletionItem[] = [];
  for (const keyword of offered(file, start, onbuild)) {
    const facts = INSTRUCTIONS.get(keyword);
    if (!facts || !keyword.startsWith(prefix)) continue;
    for (const { label, text } of facts.snippets) {
      const newText = client.snippets ? text : keyword;
      items.push(item(client.snippets ? label : keyword, keyword, newText, range, describe(facts)));
      if (!client.snippets) break;
    }
  }
  return items;
}

/** Before the first FROM only ARG and FROM can stand, inside ONBUILD neither FROM nor another ONBUILD. */
function offered(file: Dockerfile, start: number, onbuild: Instruction | null): string[] {
  const all = [...INSTRUCTIONS.keys()];
  if (onbuild) return all.filter((it) => !["FROM", "MAINTAINER", "ONBUILD"].includes(it));
  const first = file.instructions.find((it) => it.keyword === "FROM");
  return first && first.start < start ? all : ["ARG", "FROM"];
}

function item(label: string, filterText: string, newText: string, range: Range, docs: string): CompletionItem {
  return {
    label,
    filterText,
    kind: KEYWORD,
    textEdit: { range, newText },
    ...(newText.includes("${") && { insertTextFormat: SNIPPET }),
    documentation: { kind: "markdown", value: docs },
  };
}
