/** What ShellCheck says about a script: plain data, read from its JSON. */

export type ShellSeverity = "error" | "warning" | "info" | "style";

/** Lines and columns count from 1, columns in code points; the end is exclusive. */
export interface ShellPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ShellReplacement extends ShellPlace {
  readonly text: string;
}

export interface ShellFinding extends ShellPlace {
  readonly code: number;
  readonly severity: ShellSeverity;
  readonly message: string;
  readonly replacements: readonly ShellReplacement[];
}

/**
 * What says nothing about a piece of a Dockerfile: files that are not followed (1090, 1091), the shebang that we write
 * (1008, 1071, 2096, 2148, 2187, 2239).
 */
const EXCLUDED: ReadonlySet<number> = new Set([1008, 1071, 1090, 1091, 2096, 2148, 2187, 2239]);

/** The findings in what ShellCheck's `json1` format, or its list alone, holds; anything else is left out. */
export function readShellFindings(json: unknown): ShellFinding[] {
  const list = Array.isArray(json) ? json : record(json).comments;
  return (Array.isArray(list) ? list : []).flatMap((it: unknown) => {
    const { code, level, severity = level, message, fix } = record(it);
    const place = placeOf(it);
    if (typeof code !== "number" || EXCLUDED.has(code) || typeof message !== "string" || !place) return [];
    const replacements = record(fix).replacements;
    return {
      ...place,
      code,
      severity: SEVERITIES.find((of) => of === severity) ?? "warning",
      message,
      replacements: (Array.isArray(replacements) ? replacements : []).flatMap(replacementOf),
    };
  });
}

const SEVERITIES: readonly ShellSeverity[] = ["error", "warning", "info", "style"];

function placeOf(value: unknown): ShellPlace | null {
  const { line, startLine = line, column, startColumn = column, endLine, endColumn } = record(value);
  if (typeof startLine !== "number" || typeof startColumn !== "number") return null;
  return {
    line: startLine,
    column: startColumn,
    endLine: typeof endLine === "number" ? endLine : startLine,
    endColumn: typeof endColumn === "number" ? endColumn : startColumn,
  };
}

function replacementOf(value: unknown): ShellReplacement[] {
  const { replacement, text = replacement } = record(value);
  const { line, startLine = line } = record(value);
  const place = placeOf({ ...record(value), startLine });
  return place && typeof text === "string" ? [{ ...place, text }] : [];
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}; // Any object can be asked for its keys.
