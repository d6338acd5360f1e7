/** What the dashboard and its page tell each other. */
import type { SampleRow } from "./samples.ts";

export interface DashboardTexts {
  readonly title: string;
  readonly container: string;
  readonly cpu: string;
  readonly memory: string;
  readonly network: string;
  readonly disk: string;
  readonly received: string;
  readonly sent: string;
  readonly read: string;
  readonly written: string;
  readonly processes: string;
  readonly nothing: string;
  /** A number: `{0}` is before the decimal mark, `{1}` behind it. */
  readonly decimal: string;
  /** `{0}` is what is measured. */
  readonly chart: string;
}

export type ToDashboardPage =
  | { readonly kind: "begin"; readonly texts: DashboardTexts }
  /** `at` is in milliseconds since 1970. */
  | { readonly kind: "sample"; readonly at: number; readonly rows: readonly SampleRow[] };

export type FromDashboardPage = { readonly kind: "ready" };
