import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Command, CommandContext } from "../../client/src/commands/command.ts";
import changes from "../../client/src/commands/containers/changes.ts";
import commit from "../../client/src/commands/containers/commit.ts";
import exportContainer from "../../client/src/commands/containers/export.ts";
import removeContainer from "../../client/src/commands/containers/remove.ts";
import update from "../../client/src/commands/containers/update.ts";
import history from "../../client/src/commands/images/history.ts";
import load from "../../client/src/commands/images/load.ts";
import pruneImages from "../../client/src/commands/images/prune.ts";
import save from "../../client/src/commands/images/save.ts";
import tag from "../../client/src/commands/images/tag.ts";
import untag from "../../client/src/commands/images/untag.ts";
import connect from "../../client/src/commands/networks/connect.ts";
import backUp from "../../client/src/commands/volumes/back-up.ts";
import restore from "../../client/src/commands/volumes/restore.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import type { EngineStore } from "../../client/src/engine/store.ts";
import { FileAccess } from "../../client/src/files/file-access.ts";
import { engineKey } from "../../client/src/files/location.ts";
import { children } from "../../client/src/views/children.ts";
import { Details } from "../../client/src/views/details.ts";
import type { FileRoot, Node, View } from "../../client/src/views/node.ts";
import { present } from "../../client/src/views/present.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { ScriptedUi } from "../support/scripted-ui.ts";
import { connectTo, storeOf, until } from "./support.ts";

suite("the verbs of the explorer on the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  let store: EngineStore;
  let access: FileAccess;
  const disk = mkdtempSync(join(tmpdir(), "gantry-verbs-"));
  const shown: string[] = [];

  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
    store = storeOf(dockerd);
    await until(store, () => store.status.kind === "connected", "connected");
    access = new FileAccess({ ready: async () => undefined, stores: () => [store], mayRun: () => true });
    await dockerd.request("POST", "/containers/create?name=web", {
      Image: BUSYBOX,
      Cmd: ["sh", "-c", "echo 1 > /new; echo kept > /data/file; trap exit TERM; sleep 1000 & wait"],
      HostConfig: { Binds: ["data:/data"], NetworkMode: "none" },
      Env: ["SECRET=x"],
    });
    await engine.start("web");
    await until(store, () => containers().some((it) => it.state === "running"), "web runs");
  });
  after(async () => {
    await access.dispose();
    store.dispose();
    await dockerd.dispose();
    rmSync(disk, { recursive: true, force: true });
  });

  const containers = () => [...store.containers.values()];
  const node = (view: View, name: string): Node => {
    const found = children(view, store).find((it) => present(it).label === name);
    assert.ok(found, `there is a row ${name}`);
    return found;
  };
  /** Answers what was told, after the questions were answered. */
  const run = async (command: Command, target: object | null, ...answers: string[]): Promise<ScriptedUi> => {
    const ui = new ScriptedUi(...answers);
    const context = {
      ui,
      store: () => store,
      engine: async () => engine,
      files: ({ kind, name, engine: id }: FileRoot) =>
        access.files({ kind, engineKey: engineKey(id), name, path: "/" }),
      showText: async (_: string, lines: readonly string[]) => void shown.splice(0, shown.length, ...lines),
    };
    const targets = [target ?? { kind: "window" }];
    await command.run(context as unknown as CommandContext, targets as Parameters<Command["run"]>[1]);
    return ui;
  };

  test("limits, while it runs", async () => {
    await run(update, node("containers", "web"), "Memory", "64m");
    await run(update, node("containers", "web"), "Restart policy", "always");
    const { limits } = await engine.containerDetails("web");
    assert.deepEqual([limits.memory, limits.restart.name], [64 * 2 ** 20, "always"]);
    await run(update, node("containers", "web"), "Restart policy", "no");
  });

  test("changed files", async () => {
    await run(changes, node("containers", "web"));
    assert.ok(shown.includes("A /new"), shown.join("\n"));
  });

  test("an image of a container, its history, its tar, and back", async () => {
    await run(commit, node("containers", "web"), "localhost:5000/web:fixed");
    await until(store, () => children("images", store).some((it) => present(it).label.includes("fixed")), "the image");
    const image = node("images", "localhost:5000/web:fixed");
    assert.match(present(image).description, /unused/);
    await run(history, image);
    assert.match(shown[0] ?? "", /^SIZE\s+INSTRUCTION/);
    const tar = join(disk, "image.tar.gz");
    await run(save, image, tar);
    assert.ok(statSync(tar).size > 1000);
    await engine.removeImage("localhost:5000/web:fixed", { force: false });
    const ui = await run(load, null, tar);
    assert.match(ui.told[0]?.text ?? "", /localhost:5000\/web:fixed/);
    await until(store, () => children("images", store).some((it) => present(it).label.includes("fixed")), "it is back");
  });

  test("one more tag, and one less", async () => {
    const tags = () => children("images", store).map((it) => present(it).label);
    await run(tag, node("images", "localhost:5000/web:fixed"), "localhost:5000/web:old");
    await until(store, () => tags().some((it) => it.endsWith("web:old")), "the tag");
    const ui = await run(untag, node("images", "localhost:5000/web:old"), "Untag");
    assert.match(ui.asked[0] ?? "", /'localhost:5000\/web:old'[\s\S]*stays, as localhost:5000\/web:fixed/);
    await until(store, () => !tags().some((it) => it.endsWith("web:old")), "the tag is gone");
    assert.ok(
      tags().some((it) => it.endsWith("web:fixed")),
      "and the image is not",
    );
  });

  test("what is no image is refused, and nothing stays", async () => {
    await assert.rejects(run(load, null, "/etc/passwd"), EngineError);
  });

  test("all images that no container uses", async () => {
    const ui = await run(pruneImages, null, "All unused images", "Remove");
    assert.match(ui.asked.at(-1) ?? "", /web:fixed/);
    await until(store, () => children("images", store).length === 1, "only the used one is left");
  });

  test("the file system as a tar, whole or not there", async () => {
    const path = join(disk, "web.tar");
    await run(exportContainer, node("containers", "web"), path);
    assert.ok(statSync(path).size > 1_000_000);
    await assert.rejects(run(exportContainer, node("containers", "web"), join(disk, "no", "folder.tar")));
    assert.ok(!existsSync(`${path}.part`));
  });

  test("a volume is backed up, and restored into another", async () => {
    const path = join(disk, "data.tar.gz");
    await run(backUp, node("volumes", "data"), path);
    await engine.createVolume("second");
    await until(store, () => store.volumes.has("second"), "second");
    assert.match(present(node("volumes", "second")).description, /unused/);
    await run(restore, node("volumes", "second"), path, "Restore");
    const files = await access.files({ kind: "volume", engineKey: engineKey(store.id), name: "second", path: "/" });
    assert.equal(Buffer.from(await files.read("/file")).toString(), "kept\n");
  });

  test("a container joins a network, and what is below shows it", async () => {
    await dockerd.request("POST", "/networks/none/disconnect", { Container: "web" }).catch(() => undefined);
    await until(store, () => containers().every((it) => it.networks.length === 0), "in no network");
    const none = node("networks", "none");
    await engine.connectNetwork("none", "web");
    await until(store, () => containers().some((it) => it.networks.includes("none")), "in none");
    const ui = await run(connect, none);
    assert.match(ui.told[0]?.text ?? "", /Every container/);
  });

  test("what is below each object", async () => {
    const details = new Details({
      engine: async () => engine,
      store: () => store,
      list: (root, path) => access.list(root, path),
    });
    const labels = async (of: Node): Promise<string[]> => (await details.children(of)).map((it) => present(it).label);
    const below = await details.children(node("containers", "web"));
    assert.deepEqual(
      below.map((it) => present(it).label),
      ["Mounts", "Networks", "Environment", "Processes", "Files"],
    );
    const [mounts, , environment, processes, files] = below as [Node, Node, Node, Node, Node];
    assert.deepEqual(await labels(mounts), ["/data"]);
    assert.ok((await labels(processes)).some((it) => it.includes("sleep 1000")));
    assert.ok((await labels(files)).includes("etc"));
    const variables = await details.children(environment);
    const secret = variables.find((it) => present(it).label === "SECRET");
    assert.doesNotMatch(JSON.stringify(present(secret as Node)), /"x"|=x/);
    details.toggle(secret?.id ?? "");
    const now = (await details.children(environment)).find((it) => it.id === secret?.id);
    assert.equal(present(now as Node).description, "x");
    assert.deepEqual(await labels(node("images", BUSYBOX)), ["Containers", "Layers"]);
    assert.deepEqual(await labels(node("volumes", "data")), ["Size: 5 B", "Containers", "Files"]);
    assert.deepEqual(await labels(node("networks", "none")), ["web"]);
  });

  test("an engine that is gone is told in the row, not thrown", async () => {
    const lost = new Details({
      engine: () => Promise.reject(new EngineError("lost", "cut off")),
      store: () => store,
      list: () => Promise.reject(new EngineError("lost", "cut off")),
    });
    const [only, ...more] = await lost.children(node("containers", "web"));
    assert.equal(only?.kind, "note");
    assert.equal(more.length, 0);
  });

  test("removing, with the volumes that have no name of their own", async () => {
    const anonymous = (await dockerd.request("POST", "/containers/create?name=temporary", {
      Image: BUSYBOX,
      Volumes: { "/cache": {} },
    })) as { Id: string };
    await until(store, () => (store.containers.get(anonymous.Id)?.volumes.length ?? 0) === 1, "temporary");
    const volume = store.containers.get(anonymous.Id)?.volumes[0] ?? "";
    await run(removeContainer, node("containers", "temporary"), "Remove with Unnamed Volumes");
    assert.equal(await engine.volume(volume), null);
    assert.ok(await engine.volume("data"));
  });
});
