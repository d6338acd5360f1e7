/** Fixes that take a key, or an item of a list, out of a compose file with all its lines. */
import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../compose/compose-file.ts";
import type { Pair, ScalarNode } from "../compose/yaml.ts";
import { lineStart } from "../text/lines.ts";
import { lineAfter, remove, type Span } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** Null for the only key of a mapping, which would be empty, and where more than the key stands on its lines or hangs on them. */
export function withoutKey(file: ComposeFile, pair: Pair): Fix | null {
  if (!pair.parent || pair.parent.isFlow || pair.parent.pairs.length < 2) return null;
  return withoutLines(file, pair.span, pair.name, /^[ ]*$/);
}

/** Null for the only item, and as above. */
export function withoutItem(file: ComposeFile, item: ScalarNode): Fix | null {
  if (item.parent && "items" in item.parent && !item.parent.isFlow && item.parent.items.length > 1)
    return withoutLines(file, item, item.value, /^[ ]*-[ ]+$/);
  return null;
}

function withoutLines({ text }: ComposeFile, { start, end }: Span, name: string, before: RegExp): Fix | null {
  const from = lineStart(text, start);
  const to = text[end - 1] === "\n" ? end : lineAfter(text, end);
  // An anchor may be meant elsewhere.
  if (!before.test(text.slice(from, start)) || text.slice(from, to).includes("&")) return null;
  return { title: () => l10n.t("Remove `{0}`", name), edits: [remove({ start: from, end: to })] };
}
