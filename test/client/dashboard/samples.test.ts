import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { sampleRow } from "../../../client/src/dashboard/samples.ts";
import { statsOf } from "../../../client/src/engine/stats.ts";

const raw = (read: string, cpu: number, sent: number, memory: object) => ({
  read,
  cpu_stats: { cpu_usage: { total_usage: cpu } },
  memory_stats: memory,
  networks: { eth0: { rx_bytes: 10, tx_bytes: sent }, eth1: { rx_bytes: 5, tx_bytes: 0 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: "Read", value: 7 },
      { op: "write", value: 3 },
    ],
  },
  pids_stats: { current: 4 },
});

suite("measurements", () => {
  const first = raw("2026-01-01T00:00:00Z", 1_000_000_000, 100, {
    usage: 100,
    limit: 1000,
    stats: { inactive_file: 30 },
  });
  const second = raw("2026-01-01T00:00:02Z", 2_000_000_000, 300, {
    usage: 100,
    limit: 2 ** 63,
    stats: { total_inactive_file: 40 },
  });

  test("of processor time, what was used since the one before", () => {
    assert.equal(statsOf(first, null).cpu, null);
    assert.equal(statsOf(second, first).cpu, 50);
  });
  test("of memory, what the kernel would not give back; cgroup v1 and v2", () => {
    assert.equal(statsOf(first, null).memory, 70);
    assert.equal(statsOf(second, null).memory, 60);
    assert.equal(statsOf(first, null).memoryLimit, 1000);
    assert.equal(statsOf(second, null).memoryLimit, 0);
  });
  test("of all networks and disks together", () => {
    const { received, sent, read, written, processes } = statsOf(first, null);
    assert.deepEqual([received, sent, read, written, processes], [15, 100, 7, 3, 4]);
  });
  test("rates, which the first one has not", () => {
    const [a, b] = [statsOf(first, null), statsOf(second, first)];
    assert.equal(sampleRow("1", "web", a, null).sent, null);
    assert.equal(sampleRow("1", "web", b, a).sent, 100);
    assert.equal(sampleRow("1", "web", a, b).sent, null, "a clock that goes back");
  });
  test("what an engine leaves out is nothing", () => {
    for (const odd of [null, {}, { networks: null, blkio_stats: { io_service_bytes_recursive: null } }])
      assert.equal(statsOf(odd, null).memory, 0);
  });
});
