/** What the thing under the cursor means. */
import type { Hover } from "vscode-languageserver-types";
import { contains } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import type { Instruction } from "./instruction.ts";

export function hover(file: Dockerfile, offset: number): Hover | null {
  for (let it: Instruction | null = file.instructionAt(offset); it; it = it.trigger) {
    const { name } = it;
    if (!contains(name, offset)) continue;
    const facts = INSTRUCTIONS.get(it.keyword);
    return facts ? markdown(describe(facts), file, name) : null;
  }
  return null;
}

const markdown = (value: string, file: Dockerfile, span: Instruction["name"]): Hover => ({
  contents: { kind: "markdown", value },
  range: file.rangeOf(span),
});
