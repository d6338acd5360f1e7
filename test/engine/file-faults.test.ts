import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, suite, test } from "node:test";
import type { CommandContext } from "../../client/src/commands/command.ts";
import backUp from "../../client/src/commands/volumes/back-up.ts";
import { connectedEngine } from "../../client/src/engine/connected.ts";
import { EngineError, isAway } from "../../client/src/engine/errors.ts";
import type { EngineStore } from "../../client/src/engine/store.ts";
import { children } from "../../client/src/views/children.ts";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { ScriptedUi } from "../support/scripted-ui.ts";
import { connectTo, eventually, filesIn, type StoreFiles, storeOf, until } from "./support.ts";

/** Large enough to be under way for a while. */
const MEGABYTES = 300;

suite("when the real engine is killed while files are under way", () => {
  const disk = mkdtempSync(join(tmpdir(), "gantry-faults-"));
  let dockerd: Dockerd;
  let store: EngineStore;
  let files: StoreFiles;
  const isGone = (error: unknown): boolean => error instanceof EngineError && isAway(error.reason);
  const connected = () => until(store, () => store.status.kind === "connected", "connected", 30_000);

  before(async () => {
    dockerd = await startDockerd();
    const { Id } = (await dockerd.request("POST", "/containers/create?name=holder", {
      Image: "gantry/busybox",
      Cmd: ["dd", "if=/dev/zero", "of=/data/big", "bs=1M", `count=${MEGABYTES}`],
      HostConfig: { Binds: ["data:/data"] },
    })) as { Id: string };
    const engine = await connectTo(dockerd);
    await engine.start(Id);
    await eventually(async () => (await engine.container(Id))?.state === "exited", "the file is written", 60_000);
    store = storeOf(dockerd);
    await connected();
    files = filesIn(store);
  });
  afterEach(async () => {
    await dockerd.start();
    await connected();
  });
  after(async () => {
    await files.dispose();
    store.dispose();
    await dockerd.dispose();
    rmSync(disk, { recursive: true, force: true });
  });

  test("a download: told, and nothing half is left", async () => {
    const killed: Promise<void>[] = [];
    const report = (bytes: number): void => {
      if (bytes > 1_000_000 && killed.length === 0) killed.push(dockerd.kill());
    };
    const place = await files.of("holder");
    await assert.rejects(place.download("/data/big", disk, report), isGone);
    await Promise.all(killed);
    assert.deepEqual(readdirSync(disk), []);
  });

  test("an upload: told; the file that was there is whole, or is not there", async () => {
    const source = join(disk, "up");
    writeFileSync(source, Buffer.alloc(MEGABYTES * 2 ** 20));
    const killed: Promise<void>[] = [];
    const report = (bytes: number): void => {
      if (bytes > 1_000_000 && killed.length === 0) killed.push(dockerd.kill());
    };
    const place = await files.of("holder");
    await assert.rejects(place.upload(source, "/data", report), isGone);
    await Promise.all(killed);
    rmSync(source);
  });

  test("a back-up of a volume: told by the command, and no tar is left", async () => {
    const [node] = children("volumes", store).filter((it) => it.kind === "volume" && it.volume.name === "data");
    const target = join(disk, "data.tar");
    const ui = new ScriptedUi(target);
    const context = {
      ui,
      store: () => store,
      engine: () => connectedEngine(store),
      files: () => files.of("data", "volume"),
    };
    const running = backUp.run(context as unknown as CommandContext, [node as never]);
    await eventually(() => existsSync(`${target}.part`), "it is under way", 20_000);
    const told = assert.rejects(running, isGone); // It may be refused while the engine is still ending.
    await dockerd.kill();
    await told;
    assert.deepEqual(readdirSync(disk), []);
  });

  test("a folder: the engine that is away is told at once, and is looked into again when it is back", async () => {
    const place = await files.of("holder");
    await dockerd.kill();
    await assert.rejects(place.list("/data"), isGone);
    await assert.rejects(place.write("/data/x", new Uint8Array(10)), isGone);
    await dockerd.start();
    await connected();
    const again = await files.of("holder");
    assert.ok((await again.list("/data")).some(({ entry }) => entry.name === "big"));
  });
});
