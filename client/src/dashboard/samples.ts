/** One moment of the dashboard: what each running container uses, and at what rate. Pure. */
import type { Stats } from "../engine/api/details.ts";

export interface SampleRow {
  readonly id: string;
  readonly name: string;
  /** Per cent of one processor; null where there is only one measurement yet. */
  readonly cpu: number | null;
  /** Bytes. */
  readonly memory: number;
  /** Bytes; 0 is without a limit. */
  readonly memoryLimit: number;
  /** Bytes a second; null where there is only one measurement yet. */
  readonly received: number | null;
  readonly sent: number | null;
  readonly read: number | null;
  readonly written: number | null;
  readonly processes: number;
}

export function sampleRow(id: string, name: string, now: Stats, before: Stats | null): SampleRow {
  const seconds = before === null ? 0 : (now.at - before.at) / 1000;
  const rate = (key: "received" | "sent" | "read" | "written"): number | null =>
    before === null || seconds <= 0 ? null : Math.max(0, now[key] - before[key]) / seconds;
  const { cpu, memory, memoryLimit, processes } = now;
  return {
    id,
    name,
    cpu,
    memory,
    memoryLimit,
    received: rate("received"),
    sent: rate("sent"),
    read: rate("read"),
    written: rate("written"),
    processes,
  };
}
