import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Session } from "../../client/src/engine/api/processes.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { removeTemporary } from "../../client/src/engine/remove-temporary.ts";
import { shellBeside, shellInCopy, shellPath, shellWithFiles } from "../../client/src/run/debug-shell.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, watchScreen } from "./support.ts";

const SIZE = { columns: 120, rows: 30 };
const BARE = "gantry/bare:1";

suite("shells for containers that have none, or do not run", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
    await dockerd.build(BARE, {
      Dockerfile: `FROM ${BUSYBOX} AS b\nFROM scratch\nCOPY --from=b /bin/busybox /busybox\nCOPY secret.txt /etc/secret.txt\nVOLUME /data\n`,
      "secret.txt": "forty-two\n",
    });
  });
  after(() => dockerd.dispose());

  const says = async (session: Session, command: string, wanted: RegExp): Promise<void> => {
    const screen = watchScreen(session);
    session.write(`${command}; exit\n`);
    await screen.ended;
    assert.match(screen.text(), wanted);
  };
  const nothingIsLeft = async (made: { container: string; image: string | null }): Promise<void> => {
    await removeTemporary(async () => engine, made);
    await eventually(async () => (await engine.containers()).every((it) => it.name !== made.container), "it is gone");
    if (made.image !== null) assert.equal(await engine.image(made.image), null);
  };

  test("beside a running one: its processes, its network and its files", async () => {
    const id = await engine.create({
      image: BARE,
      name: "bare",
      command: ["/busybox", "sleep", "1234"],
      interactive: false,
    });
    await engine.start(id);
    assert.equal(await shellPath(engine, id), null);
    const made = { container: "gantry-debug-1", image: null };
    const session = await shellBeside(engine, { id, helper: BUSYBOX, made }, SIZE);
    await says(
      session,
      "pwd; ps; cat etc/secret.txt; echo new >data/note",
      /proc\/1\/root[\s\S]*sleep 1234[\s\S]*forty-two/,
    );
    await nothingIsLeft(made);
    assert.equal((await engine.container(id))?.state, "running");
    assert.ok(await engine.fileStat(id, "/data/note"));
  });

  test("with the files of one that has stopped and has no shell", async () => {
    const id = await engine.create({ image: BARE, name: "stopped", command: ["/busybox", "true"], interactive: false });
    await engine.start(id);
    await eventually(async () => (await engine.container(id))?.state === "exited", "it ended");
    const made = { container: "gantry-debug-2", image: null };
    let told = "";
    const opening = {
      write: (text: string): void => {
        told += text;
      },
      signal: new AbortController().signal,
    };
    const session = await shellWithFiles(engine, { id, helper: BUSYBOX, made }, SIZE, opening);
    await says(session, "pwd; cat etc/secret.txt", /\/container[\s\S]*forty-two/);
    assert.match(told, /Copying the files: \d/);
    await nothingIsLeft(made);
  });

  test("in a copy of one that has stopped and has a shell: its files as it left them", async () => {
    const id = await dockerd.run("left", "echo here >/tmp/was; exit 1");
    await eventually(async () => (await engine.container(id))?.state === "exited", "it ended");
    const shell = await shellPath(engine, id);
    assert.equal(shell, "/bin/sh");
    const made = { container: "gantry-debug-3", image: "gantry-debug-3:latest" };
    const session = await shellInCopy(engine, { id, shell: shell ?? "", made }, SIZE);
    await says(session, "cat /tmp/was; echo lost >/tmp/was", /here/);
    await nothingIsLeft(made);
  });

  test("a helper image without a shell is told, and leaves nothing behind", async () => {
    const id = await dockerd.run("fine", "sleep 1000");
    const made = { container: "gantry-debug-4", image: null };
    await assert.rejects(shellBeside(engine, { id, helper: BARE, made }, SIZE), /sh/);
    await nothingIsLeft(made);
  });
});
