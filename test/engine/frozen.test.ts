import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, suite, test } from "node:test";
import { connectedEngine } from "../../client/src/engine/connected.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import type { EngineStore } from "../../client/src/engine/store.ts";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, filesIn, type StoreFiles, storeOf, until } from "./support.ts";

/** Ten times what it takes: two waits of five seconds. */
const LIMIT = 100_000;

suite("when the real engine hangs", { timeout: 3 * LIMIT }, () => {
  const disk = mkdtempSync(join(tmpdir(), "gantry-frozen-"));
  let dockerd: Dockerd;
  let store: EngineStore;
  let files: StoreFiles;
  let engine: Engine;
  const connected = () => until(store, () => store.status.kind === "connected", "connected", 30_000);
  const isTimeout = (error: unknown): boolean => error instanceof EngineError && error.reason === "timeout";

  before(async () => {
    dockerd = await startDockerd();
    await dockerd.run("running", "dd if=/dev/zero of=/big bs=1M count=200; sleep 1000");
    await dockerd.run("stopped", "true");
    engine = await connectTo(dockerd);
    await eventually(async () => (await engine.fileStat("running", "/big"))?.size === 200 * 2 ** 20, "written", 60_000);
    store = storeOf(dockerd);
    await connected();
    files = filesIn(store);
  });
  afterEach(async () => {
    dockerd.thaw();
    await connected();
  });
  after(async () => {
    await files.dispose();
    store.dispose();
    await dockerd.dispose();
    rmSync(disk, { recursive: true, force: true });
  });

  test("whatever is asked of it ends with a reason, and the engine is found again when it goes on", async () => {
    const [running, stopped] = [await files.of("running"), await files.of("stopped")];
    const up = join(disk, "up");
    writeFileSync(up, Buffer.alloc(1000));
    dockerd.freeze();
    const asked: Readonly<Record<string, Promise<unknown>>> = {
      stat: running.stat("/etc/passwd"),
      list: running.list("/etc"),
      "list what is stopped": stopped.list("/etc"),
      read: running.read("/etc/passwd"),
      write: stopped.write("/new", new Uint8Array(10)),
      upload: running.upload(up, "/", () => undefined),
      download: running.download("/etc", join(disk, "down"), () => undefined),
      remove: running.remove("/etc/group"),
      stop: engine.stop("stopped"),
      rename: engine.rename("stopped", "other"),
      inspect: engine.inspect("container", "running"),
      details: engine.containerDetails("running"),
      probe: engine.probe("running", ["true"]),
      shell: engine.exec("running", { command: ["sh"], tty: true }),
      usage: engine.usage(),
      "create a volume": engine.createVolume("v"),
      logs: engine.logs("running", { follow: false }, new AbortController().signal),
    };
    await Promise.all(
      Object.entries(asked).map(([what, answer]) => assert.rejects(answer, isTimeout, `${what} ends with a reason`)),
    );
    await until(store, () => store.status.kind === "unreachable", "the store says so", LIMIT);
    await assert.rejects(connectedEngine(store), isTimeout);
    dockerd.thaw();
    await connected();
    assert.equal(
      Buffer.from(await (await files.of("running")).read("/etc/group"))
        .toString()
        .split(":")[0],
      "root",
    );
  });

  test("in the middle of a download: told, and nothing half is left", async () => {
    const target = mkdtempSync(join(disk, "half-"));
    const place = await files.of("running");
    const report = (bytes: number): void => void (bytes > 1_000_000 && dockerd.freeze());
    await assert.rejects(place.download("/big", target, report), isTimeout);
    assert.deepEqual(readdirSync(target), []);
  });

  test("what takes long while the engine answers is left alone", async () => {
    const begun = performance.now();
    await engine.runOnVolume("slow", "gantry/busybox", ["sleep", "12"]);
    assert.ok(performance.now() - begun > 12_000);
  });
});
