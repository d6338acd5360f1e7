/** Comments in compose files, .env files and .dockerignore that switch rules off: our own and dclint's. */
import type { ComposeFile } from "../compose/compose-file.ts";
import type { Finding, Rule } from "./rule.ts";

interface Pragma {
  /** Lines, both included. */
  readonly from: number;
  readonly to: number;
  /** Lower case; all rules when empty. */
  readonly names: ReadonlySet<string>;
}

/**
 * Which findings a comment has switched off.
 * - `# gantry ignore=rule-id`: on its own line in the key below with all that it holds, behind something in its line
 * - `# gantry global ignore=rule-id` and `# dclint disable-file`, `# dclint disable rule` at the top: in the whole file
 * - `# dclint disable-line rule`: in its line or, alone, in the next
 */
export function ignoredInCompose(file: Pick<ComposeFile, "text" | "document">): (finding: Finding) => boolean {
  if (!/#[ \t]*(?:gantry|dclint)\b/.test(file.text)) return () => false;
  const pragmas = pragmasOf(file.text.split("\n"));
  return ({ rule, span }) => {
    const { line } = file.document.positionAt(span.start);
    return pragmas.some((it) => it.from <= line && line <= it.to && hits(it.names, rule));
  };
}

const hits = (names: ReadonlySet<string>, rule: Rule): boolean =>
  names.size === 0 || [rule.id, ...rule.aliases].some((name) => names.has(name.toLowerCase()));

const COMMENT =
  /^(.*?(?:^|\s))#[ \t]*(?:(gantry)[ \t]+(global[ \t]+)?ignore[ \t]*=|(dclint)[ \t]+disable(-line|-file)?(?=\s|$))([\w,. \t-]*)/;

function pragmasOf(lines: readonly string[]): Pragma[] {
  const firstContent = lines.findIndex((it) => /^\s*[^\s#]/.test(it));
  return lines.flatMap((text, line): Pragma[] => {
    const match = text.length > 2000 ? null : COMMENT.exec(text);
    if (!match) return [];
    const [, before = "", gantry, global, , scope, rest = ""] = match;
    const names = new Set(
      rest
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((it) => it !== ""),
    );
    if (gantry && names.size === 0) return [];
    const isAlone = before.trim() === "";
    const everywhere = gantry
      ? global !== undefined
      : scope === "-file" || (scope === undefined && line < firstContent);
    if (everywhere) return [{ from: 0, to: lines.length, names }];
    if (!isAlone) return [{ from: line, to: line, names }];
    if (!gantry) return scope === "-line" ? [{ from: line + 1, to: line + 1, names }] : [];
    return [{ from: line, to: endOfKey(lines, line + 1), names }];
  });
}

/** The last line of the first key at or below `line`. */
function endOfKey(lines: readonly string[], line: number): number {
  const isContent = (at: number): boolean => /^\s*[^\s#]/.test(lines[at] ?? "");
  let first = line;
  while (first < lines.length && !isContent(first)) first++;
  const indent = indentOf(lines[first] ?? "");
  let last = first;
  for (let at = first + 1; at < lines.length; at++) {
    if (!isContent(at)) continue;
    if (indentOf(lines[at] ?? "") <= indent) break;
    last = at;
  }
  return last;
}

const indentOf = (text: string): number => text.search(/\S|$/);
