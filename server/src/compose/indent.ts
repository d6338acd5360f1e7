/** By how much the file indents what stands inside: its own habit, for what is written into it. */
import type { ComposeFile } from "./compose-file.ts";

export const indentOf = (file: ComposeFile): string =>
  file.derive(indentOf, () => {
    // Lists say nothing: many files do not indent them.
    const inside = /^[^\s#-].*\r?\n(?:[ ]*(?:#.*)?\r?\n)*([ ]{1,8})[^\s#-]/m.exec(file.text.slice(0, FAR));
    return inside?.[1] ?? "  ";
  });

const FAR = 20_000;
