/** Parser directives: the `# key=value` lines at the very top. */
import type { Span } from "../text/span.ts";
import { type Escape, type Lines, lineEnd, nextLine } from "./scan.ts";

export interface Directive {
  /** In lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  readonly span: Span;
}

export interface Head {
  readonly directives: readonly Directive[];
  readonly escape: Escape;
  /** Where the text behind the directives starts. */
  readonly headEnd: number;
}

export function readDirectives(lines: Lines): Head {
  const directives: Directive[] = [];
  let at = lines.text.startsWith("\uFEFF") ? 1 : 0;
  if (lines.text.startsWith("#!", at)) at = nextLine(lines, lineEnd(lines, at));
  while (at < lines.text.length) {
    const end = lineEnd(lines, at);
    // A directive is short; a line of megabytes is none and must not be searched.
    const directive = end - at > 4096 ? null : readDirective(lines.text.slice(at, end), at);
    if (!directive) break;
    directives.push(directive);
    at = nextLine(lines, end);
  }
  const chosen = directives.find((it) => it.name === "escape")?.value;
  return { directives, escape: chosen === "`" ? "`" : "\\", headEnd: at };
}

export type Begun = Pick<Directive, "name" | "nameSpan" | "span">;

/** The directive behind the others whose value is still to be written; no comment, for whoever types it. */
export function begunDirective(text: string, headEnd: number): Begun | null {
  const [line = "", before = "", name = ""] =
    /^([ \t]*#[ \t]*)([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(?=[\r\n]|$)/.exec(text.slice(headEnd, headEnd + 100)) ?? [];
  if (name === "") return null;
  const nameStart = headEnd + before.length;
  const start = headEnd + line.indexOf("#");
  return {
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    span: { start, end: headEnd + line.length },
  };
}

function readDirective(line: string, offset: number): Directive | null {
  const head = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*/.exec(line);
  if (!head?.[1]) return null;
  const value = line.slice(head[0].length).trimEnd();
  if (value === "") return null;
  const start = offset + line.indexOf("#");
  const nameStart = offset + line.indexOf(head[1]);
  const valueStart = offset + head[0].length;
  return {
    name: head[1].toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + head[1].length },
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
    span: { start, end: valueStart + value.length },
  };
}
