/** The engine's measurements of a container as ours. Docker and Podman, cgroup v1 and v2. Pure. */
import type { Stats } from "./api/details.ts";
import { list, number, record } from "./fields.ts";

/** `before` is the measurement that came before, as the engine sent it; null for the first. */
export function statsOf(raw: unknown, before: unknown): Stats {
  const cpu = at(raw, "cpu_stats");
  const earlier = at(before, "cpu_stats");
  const used = number(at(cpu, "cpu_usage", "total_usage")) - number(at(earlier, "cpu_usage", "total_usage"));
  const networks = Object.values(record(at(raw, "networks")));
  const operations = list(at(raw, "blkio_stats", "io_service_bytes_recursive"));
  const bytesOf = (name: string): number =>
    operations
      .filter((it) => String(at(it, "op")).toLowerCase() === name)
      .reduce((sum: number, it) => sum + number(at(it, "value")), 0);
  return {
    at: timeOf(raw),
    cpu: before === null ? null : percent(used, timeOf(raw) - timeOf(before)),
    memory: memoryOf(at(raw, "memory_stats")),
    // Without a limit of its own, the kernel's greatest number.
    memoryLimit: limitOf(number(at(raw, "memory_stats", "limit"))),
    received: networks.reduce((sum: number, it) => sum + number(at(it, "rx_bytes")), 0),
    sent: networks.reduce((sum: number, it) => sum + number(at(it, "tx_bytes")), 0),
    read: bytesOf("read"),
    written: bytesOf("write"),
    processes: number(at(raw, "pids_stats", "current")),
  };
}

/** Nanoseconds of processor time in milliseconds of the clock. */
function percent(nanoseconds: number, milliseconds: number): number | null {
  if (milliseconds <= 0 || nanoseconds < 0) return null;
  return (nanoseconds / 1_000_000 / milliseconds) * 100;
}

/** What the page cache holds is no need of the container's: cgroup v1 and v2 name it differently. */
function memoryOf(memory: unknown): number {
  const details = at(memory, "stats");
  const cache = at(details, "total_inactive_file") ?? at(details, "inactive_file") ?? at(details, "cache");
  return Math.max(0, number(at(memory, "usage")) - number(cache));
}

const limitOf = (limit: number): number => (limit >= 2 ** 60 ? 0 : limit);

const timeOf = (raw: unknown): number => Date.parse(String(at(raw, "read"))) || 0;

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((it, key) => record(it)[key], value);
}
