/** Of several instructions of a kind in one stage only the last counts. */
import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { partsOf } from "../dockerfile/stages.ts";
import { lineAfter, remove, type Span } from "../text/span.ts";
import type { Report } from "./rule.ts";

type Options = NonNullable<Parameters<Report>[2]>;

export function reportEarlier(file: Dockerfile, keyword: string, report: (span: Span, options: Options) => void): void {
  for (const { instructions } of partsOf(file.stages)) {
    const all = instructions.filter((it) => it.keyword === keyword);
    const last = all.at(-1);
    if (!last) continue;
    for (const it of all.slice(0, -1)) {
      const line = { start: it.start, end: lineAfter(file.text, it.end) };
      const fix = { title: () => l10n.t("Remove this `{0}`", keyword), edits: [remove(line)] };
      const related = [{ span: last.name, message: () => l10n.t("The one that counts.") }];
      report(it.name, { args: [keyword], fix, related, tag: "unnecessary" });
    }
  }
}
