/** What the log viewer and its page tell each other. */
import type { LogLine } from "./line-reader.ts";

export interface LogTexts {
  readonly search: string;
  readonly filter: string;
  readonly previous: string;
  readonly next: string;
  readonly matchCase: string;
  readonly everyChannel: string;
  readonly range: string;
  readonly channel: string;
  readonly timestamps: string;
  readonly follow: string;
  readonly clear: string;
  readonly save: string;
  readonly logs: string;
  /** `{0}` of `{1}` */
  readonly matches: string;
  readonly oneMatch: string;
  /** `{0}` matches */
  readonly someMatches: string;
  readonly noMatch: string;
  readonly waiting: string;
  readonly oneLine: string;
  /** `{0}` lines */
  readonly lines: string;
  /** `{0}` lines that came too fast */
  readonly dropped: string;
}

export interface LogRange {
  readonly id: string;
  readonly label: string;
}

export type ToLogPage =
  | {
      readonly kind: "begin";
      readonly sources: readonly string[];
      readonly texts: LogTexts;
      readonly ranges: readonly LogRange[];
      readonly range: string;
      readonly most: number;
    }
  | { readonly kind: "lines"; readonly lines: readonly LogLine[]; readonly dropped: number }
  /** Something about a container that is no line of its own. */
  | { readonly kind: "note"; readonly source: number; readonly text: string };

export type FromLogPage =
  | { readonly kind: "ready" }
  /** The last lines were taken: the next may come. */
  | { readonly kind: "taken" }
  | { readonly kind: "range"; readonly id: string }
  | { readonly kind: "save"; readonly text: string };
