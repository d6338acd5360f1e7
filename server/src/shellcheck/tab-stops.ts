/** ShellCheck counts columns as on a terminal, a tab up to the next multiple of 8; its program takes that back, its library does not. */

/** What was found in a script, with every column counted in characters. */
export function withoutTabStops(found: unknown, script: string): unknown {
  if (!script.includes("\t")) return found;
  const lines = script.split("\n");
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== "object" || value === null) return value;
    const place = value as Readonly<Record<string, unknown>>;
    const column = (name: string, line: unknown): object =>
      typeof line === "number" && typeof place[name] === "number"
        ? { [name]: characters(lines[line - 1] ?? "", place[name]) }
        : {};
    return {
      ...Object.fromEntries(Object.entries(place).map(([name, of]) => [name, convert(of)])),
      ...column("column", place.line),
      ...column("startColumn", place.startLine),
      ...column("endColumn", place.endLine),
    };
  };
  return convert(found);
}

/** Both columns count from 1. */
function characters(line: string, column: number): number {
  let shown = 0;
  let count = 0;
  for (const char of line) {
    if (shown >= column) break;
    shown += char === "\t" ? 8 - (shown % 8) : 1;
    count++;
  }
  return count + Math.max(0, column - shown);
}
