import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import type { EngineStore } from "../../client/src/engine/store.ts";
import type { ContainerFiles } from "../../client/src/files/container-files.ts";
import { FileAccess } from "../../client/src/files/file-access.ts";
import { engineKey } from "../../client/src/files/location.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, storeOf, until } from "./support.ts";

const SETUP = [
  "mkdir -p /srv/deep/er /tmp/folder",
  "echo one > /srv/a.txt && chown 5:6 /srv/a.txt && chmod 640 /srv/a.txt",
  "ln -s a.txt /srv/link",
  "ln -s /srv/deep /srv/to-folder",
  "ln -s ../../../../../../etc/passwd /srv/up",
  "ln -s nowhere /srv/broken",
  "printf x > '/srv/odd name\nof two lines'",
  "echo in > /srv/deep/er/file",
  "chmod 4755 /srv/deep",
].join(" && ");

const text = async (files: ContainerFiles, path: string): Promise<string> =>
  Buffer.from(await files.read(path)).toString();
const bytes = (it: string): Uint8Array => new TextEncoder().encode(it);

suite("files on the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  let store: EngineStore;
  let access: FileAccess;
  const disk = mkdtempSync(join(tmpdir(), "gantry-files-"));
  const files = (name: string, kind: "container" | "volume" = "container"): Promise<ContainerFiles> =>
    access.files({ kind, engineKey: engineKey(store.id), name, path: "/" });
  const names = async (it: ContainerFiles, path: string): Promise<string[]> =>
    (await it.list(path)).map(({ entry, isFolder }) => `${entry.name}${isFolder ? "/" : ""}`);

  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
    store = storeOf(dockerd);
    await until(store, () => store.status.kind === "connected", "connected");
    access = new FileAccess({ ready: async () => undefined, stores: () => [store], mayRun: () => true });
    await dockerd.build("scratch-only", {
      Dockerfile: `FROM ${BUSYBOX} AS b\nFROM scratch\nCOPY --from=b /bin/busybox /app/busybox\nCMD ["/app/busybox","sleep","100"]\n`,
    });
    const start = async (name: string, image: string, cmd: string[]): Promise<string> => {
      const made = (await dockerd.request("POST", `/containers/create?name=${name}`, { Image: image, Cmd: cmd })) as {
        Id: string;
      };
      await engine.start(made.Id);
      return made.Id;
    };
    await start("running", BUSYBOX, ["sh", "-c", `${SETUP}; trap exit TERM; sleep 1000 & wait`]);
    const stopped = await start("stopped", BUSYBOX, ["sh", "-c", SETUP]);
    await start("bare", "scratch-only", ["/app/busybox", "sleep", "1000"]);
    await dockerd.request("POST", `/containers/${stopped}/wait`);
    await until(
      store,
      () => [...store.containers.values()].some((it) => it.name === "bare" && it.state === "running"),
      "bare",
    );
    const running = await files("running");
    await eventually(async () => (await running.stat("/srv/deep/er/file")) !== null, "its files are there", 60_000);
  });
  after(async () => {
    await access.dispose();
    store.dispose();
    await dockerd.dispose();
    rmSync(disk, { recursive: true, force: true });
  });

  for (const name of ["running", "stopped"]) {
    test(`${name}: a folder's files, folders first, links told apart`, async () => {
      assert.deepEqual(await names(await files(name), "/srv"), [
        "deep/",
        "to-folder/",
        "a.txt",
        "broken",
        "link",
        "odd name\nof two lines",
        "up",
      ]);
      assert.ok((await names(await files(name), "/")).includes("srv/"));
      assert.deepEqual(await names(await files(name), "/srv/deep/er"), ["file"]);
      assert.deepEqual(await names(await files(name), "/srv/to-folder"), ["er/"]);
      assert.deepEqual(await names(await files(name), "/tmp/folder"), []);
    });

    test(`${name}: sizes, permissions and times`, async () => {
      const found = (await (await files(name)).list("/srv")).map((it) => it.entry);
      const file = found.find((it) => it.name === "a.txt");
      assert.equal(file?.size, 4);
      assert.equal(file?.mode, 0o640);
      assert.ok(Math.abs((file?.modifiedAt ?? 0) - Date.now()) < 600_000);
      assert.equal(found.find((it) => it.name === "deep")?.mode, 0o4755);
      const stat = await (await files(name)).stat("/srv/deep");
      assert.equal(stat?.entry.mode, 0o4755);
      assert.ok(stat?.isFolder);
    });

    test(`${name}: links are followed inside the container only`, async () => {
      const it = await files(name);
      assert.equal(await text(it, "/srv/link"), "one\n");
      assert.match(await text(it, "/srv/up"), /^root:x:0:0:/);
      assert.equal(await text(it, "/srv/to-folder/er/file"), "in\n");
      assert.equal((await it.stat("/srv/broken"))?.isFolder, false);
      await assert.rejects(text(it, "/srv/broken"), EngineError);
      await assert.rejects(text(it, "/srv/deep"), EngineError);
      assert.equal(await it.stat("/srv/nothing"), null);
    });

    test(`${name}: saving keeps owner, permissions and links`, async () => {
      const it = await files(name);
      const before = await it.stat("/srv/a.txt");
      await it.write("/srv/link", bytes("two\n"));
      assert.equal(await text(it, "/srv/a.txt"), "two\n");
      assert.equal((await it.stat("/srv/link"))?.entry.type, "link");
      const now = await it.stat("/srv/a.txt");
      assert.equal(now?.entry.mode, 0o640);
      assert.ok((now?.entry.modifiedAt ?? 0) >= (before?.entry.modifiedAt ?? 0));
      const copy = join(disk, `${name}-owner`);
      mkdirSync(copy);
      if (name === "running") {
        const { stdout } = await engine.probe(idOf(name), ["stat", "-c", "%u:%g", "/srv/a.txt"]);
        assert.equal(stdout.trim(), "5:6");
      }
      await it.write("/srv/a.txt", bytes("one\n"));
    });

    test(`${name}: new files and folders, which a listing shows at once`, async () => {
      const it = await files(name);
      await it.createFolder("/srv/new");
      await it.write("/srv/new/empty", new Uint8Array());
      await it.write("/srv/new/ñandú", bytes("grüß"));
      assert.deepEqual(await names(it, "/srv/new"), ["empty", "ñandú"]);
      assert.equal(await text(it, "/srv/new/ñandú"), "grüß");
      await assert.rejects(it.write("/srv/not/there", bytes("x")), EngineError);
    });
  }

  const idOf = (name: string): string => [...store.containers.values()].find((it) => it.name === name)?.id ?? "";

  test("running: delete and rename", async () => {
    const it = await files("running");
    await it.write("/tmp/-rf", bytes("x"));
    await it.rename("/tmp/-rf", "/tmp/b c");
    assert.equal(await text(it, "/tmp/b c"), "x");
    await it.remove("/tmp/b c");
    assert.equal(await it.stat("/tmp/b c"), null);
  });

  test("stopped: what cannot be done is said in words", async () => {
    await assert.rejects((await files("stopped")).remove("/srv/a.txt"), /start it first/);
  });

  test("without a shell: files are listed, read and written; deleting is refused in words", async () => {
    const it = await files("bare");
    assert.deepEqual(await names(it, "/app"), ["busybox"]);
    await it.write("/app/conf", bytes("a=1"));
    assert.equal(await text(it, "/app/conf"), "a=1");
    assert.ok((await names(it, "/app")).includes("conf"));
    await assert.rejects(it.remove("/app/conf"), /the image has no 'rm'/);
  });

  test("what is in memory only is read where there is a shell", async () => {
    const it = await files("running");
    assert.match(await text(it, "/proc/1/status"), /^Name:/);
  });

  test("up and down, whole folders", async () => {
    const source = join(disk, "site");
    mkdirSync(join(source, "css"), { recursive: true });
    writeFileSync(join(source, "index.html"), "<p>");
    writeFileSync(join(source, "css", "empty.css"), "");
    writeFileSync(join(source, "big"), Buffer.alloc(5_000_000, 7));
    const it = await files("stopped");
    let sent = 0;
    await it.upload(source, "/srv", (bytes) => {
      sent = bytes;
    });
    assert.equal(sent, 5_000_003);
    assert.deepEqual(await names(it, "/srv/site"), ["css/", "big", "index.html"]);
    const target = join(disk, "down");
    mkdirSync(target);
    await it.download("/srv/site", target, () => undefined);
    assert.equal(readFileSync(join(target, "site", "big")).length, 5_000_000);
    assert.equal(readFileSync(join(target, "site", "css", "empty.css")).length, 0);
    await it.download("/srv/a.txt", target, () => undefined);
    assert.equal(readFileSync(join(target, "a.txt"), "utf8"), "one\n");
  });

  test("a volume that no container mounts", async () => {
    await engine.createVolume("alone");
    await until(store, () => store.volumes.has("alone"), "alone");
    const it = await files("alone", "volume");
    assert.deepEqual(await names(it, "/"), []);
    await it.createFolder("/a");
    await it.write("/a/b.txt", bytes("kept"));
    assert.deepEqual(await names(it, "/"), ["a/"]);
    assert.equal(await text(await files("alone", "volume"), "/a/b.txt"), "kept");
    await it.rename("/a/b.txt", "/a/c.txt");
    assert.deepEqual(await names(it, "/a"), ["c.txt"]);
    await it.remove("/a");
    assert.deepEqual(await names(it, "/"), []);
    const listed = await engine.containers();
    assert.ok(listed.every((container) => !container.name.startsWith("gantry-volume")));
    await engine.removeVolume("alone", { force: false });
    assert.equal(await engine.volume("alone"), null);
  });

  test("a volume in the container that runs with it", async () => {
    await dockerd.request("POST", "/containers/create?name=with-volume", {
      Image: BUSYBOX,
      Cmd: ["sh", "-c", "echo hi > /data/hi; ln -s /etc/passwd /data/out; trap exit TERM; sleep 1000 & wait"],
      HostConfig: { Binds: ["used:/data"] },
    });
    await engine.start("with-volume");
    await until(
      store,
      () =>
        store.volumes.has("used") &&
        [...store.containers.values()].some((it) => it.volumes.includes("used") && it.state === "running"),
      "used",
    );
    const it = await files("used", "volume");
    await eventually(async () => (await it.stat("/out")) !== null, "its files are there", 60_000);
    assert.deepEqual(await names(it, "/"), ["hi", "out"]);
    assert.equal(await text(it, "/hi"), "hi\n");
    await it.remove("/hi");
    assert.deepEqual(await names(it, "/"), ["out"]);
    await assert.rejects(text(it, "/out"), EngineError, "a link out of the volume");
  });

  test("an engine or container that is not there", async () => {
    await assert.rejects(files("nobody"), EngineError);
    await assert.rejects(access.files({ kind: "container", engineKey: "0", name: "running", path: "/" }), EngineError);
  });
});
