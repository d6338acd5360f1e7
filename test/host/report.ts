/** What the tests inside the extension host tell the process that started them, one JSON object a line. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export type Report =
  | { readonly event: "passed" | "skipped"; readonly name: string }
  | { readonly event: "failed"; readonly name: string; readonly message: string }
  | { readonly event: "end" };

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function readReports(file: string): Report[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1); // The last has no line end yet.
  return lines.map((it) => JSON.parse(it) as Report); // Written by suite.ts.
}

/** Prints one window's results and adds them up. A host that does not come to its end, or runs nothing, has failed. */
export function tally(counts: Counts, window: string, reports: readonly Report[]): void {
  console.error(`\n  ${window}`);
  for (const it of reports) {
    if (it.event === "end") continue;
    counts[it.event] += 1;
    const mark = { passed: "✔", failed: "✖", skipped: "-" }[it.event];
    console.error(`    ${mark} ${it.name}${it.event === "failed" ? `\n${it.message}` : ""}`);
  }
  const problem =
    reports.at(-1)?.event !== "end" ? "did not come to its end" : reports.length === 1 ? "ran no test" : null;
  if (problem === null) return;
  counts.failed += 1;
  console.error(`    ✖ the extension host ${problem}`);
}

/** For scripts/test.mjs. */
export function finish(counts: Counts): never {
  if (process.env.GANTRY_COUNTS) writeFileSync(process.env.GANTRY_COUNTS, JSON.stringify(counts));
  console.error(`\n  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
}
