import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { ExecRequest } from "../../client/src/engine/api/processes.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { findShell, openShell } from "../../client/src/engine/shell-session.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, pause, textOf, watchScreen } from "./support.ts";

const SIZE = { columns: 97, rows: 31 };
const INTERACTIVE: ExecRequest = { command: ["sh"], tty: true, size: SIZE, env: { PS1: "> ", TERM: "dumb" } };

suite("processes in containers of the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  let id: string;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
    id = await dockerd.run("main", "sleep 1000");
  });
  after(() => dockerd.dispose());

  test("a shell has the size asked for, echoes, and tells its exit code", async () => {
    const session = await engine.exec(id, INTERACTIVE);
    const screen = watchScreen(session);
    session.write("stty size\n");
    await screen.shows("31 97");
    session.write("echo one$((1+1))\n");
    await screen.shows("one2");
    session.write("exit 7\n");
    await screen.ended;
    assert.equal(await session.exitCode(), 7);
  });

  test("follows the size of the terminal", async () => {
    const session = await engine.exec(id, INTERACTIVE);
    const screen = watchScreen(session);
    for (let columns = 20; columns <= 120; columns += 5) void session.resize({ columns, rows: 10 });
    await session.resize({ columns: 123, rows: 45 });
    session.write("stty size\n");
    await screen.shows("45 123");
    session.close();
    await screen.ended;
  });

  test("Ctrl-C ends the program in the shell, not the shell", async () => {
    const session = await engine.exec(id, INTERACTIVE);
    const screen = watchScreen(session);
    session.write("sleep 100\n");
    await screen.shows("sleep 100");
    await pause(200);
    session.write("\u0003");
    session.write("echo still $((40+2))\n");
    await screen.shows("still 42");
    session.write("\u0004");
    await screen.ended;
  });

  test("Ctrl-P is the shell's: the engine does not wait for its detach sequence", async () => {
    const session = await engine.exec(id, INTERACTIVE);
    const screen = watchScreen(session);
    session.write("echo abc$((1+1))\n");
    await screen.shows("abc2");
    const before = screen.text().length;
    session.write("\u0010");
    await eventually(() => screen.text().length > before, "Ctrl-P has an effect at once");
    session.close();
  });

  test("without a terminal the channels are apart and the bytes are left alone", async () => {
    const command = ["sh", "-c", "printf 'a\\000\\377b'; sleep 0.1; printf 'grüße' >&2; exit 9"];
    const session = await engine.exec(id, { command, tty: false });
    const bytes: Record<string, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
    for await (const chunk of session.output)
      bytes[chunk.channel] = Buffer.concat([bytes[chunk.channel] ?? Buffer.alloc(0), chunk.bytes]);
    assert.deepEqual(bytes.stdout, Buffer.from([0x61, 0, 0xff, 0x62]));
    assert.equal(bytes.stderr?.toString(), "grüße");
    assert.equal(await session.exitCode(), 9);
  });

  test("a character that comes in two halves is one in the end", async () => {
    const command = ["sh", "-c", "printf '\\303'; sleep 0.2; printf '\\274 ok'"];
    assert.equal(await textOf((await engine.exec(id, { command, tty: true })).output), "ü ok");
  });

  test("a large paste arrives whole", async () => {
    const session = await engine.exec(id, { command: ["sh", "-c", "head -c 300000 | md5sum"], tty: false });
    session.write("x".repeat(300_000));
    assert.match(await textOf(session.output), /^[0-9a-f]{32} /);
  });

  test("user, folder and environment are as asked for", async () => {
    const command = ["sh", "-c", 'echo "$(id -un) $PWD $WITH"'];
    const request = { command, tty: false, user: "nobody", workingDir: "/tmp", env: { WITH: "a b='c'" } };
    assert.equal(await textOf((await engine.exec(id, request)).output), "nobody /tmp a b='c'\n");
  });

  test("a probe tells output and exit code, also of what is not there", async () => {
    assert.deepEqual(await engine.probe(id, ["sh", "-c", "echo hi; echo no >&2; exit 4"]), {
      exitCode: 4,
      stdout: "hi\n",
    });
    assert.notEqual((await engine.probe(id, ["no-such-program"])).exitCode, 0);
    await assert.rejects(engine.probe(id, ["sleep", "100"], AbortSignal.timeout(200)), { name: "TimeoutError" });
  });

  test("the best shell is found, and opened in colour", async () => {
    assert.equal(await findShell(engine, id), "sh");
    await engine.probe(id, ["ln", "-s", "/bin/busybox", "/bin/bash"]);
    // busybox does not answer to the name bash: what is called so but is no shell is not taken for one.
    assert.equal(await findShell(engine, id), "sh");
    await engine.probe(id, [
      "sh",
      "-c",
      "printf '#!/bin/sh\\nexec sh \"$@\"\\n' >/tmp/bash; chmod +x /tmp/bash; mv /tmp/bash /bin/bash",
    ]);
    assert.equal(await findShell(engine, id), "bash");

    const session = await openShell(engine, id, SIZE);
    const screen = watchScreen(session);
    session.write("echo $TERM; stty size; exit\n");
    await screen.ended;
    assert.match(screen.text(), /xterm-256color\r\n31 97\r\n/);
  });

  test("an image without a shell is told", async () => {
    await dockerd.build("gantry/bare", {
      Dockerfile: `FROM ${BUSYBOX} AS b\nFROM scratch\nCOPY --from=b /bin/busybox /busybox\n`,
    });
    const bare = await engine.create({
      image: "gantry/bare",
      command: ["/busybox", "sleep", "100"],
      interactive: false,
    });
    await engine.start(bare);
    await assert.rejects(
      openShell(engine, bare, SIZE),
      (error) => error instanceof EngineError && error.reason === "no-shell",
    );
    await engine.remove(bare, { force: true, volumes: true });
  });

  test("attached before the start, the first output is there, with the right size and exit code", async () => {
    const command = ["sh", "-c", "stty size; echo name?; read name; echo hello $name; exit 5"];
    const created = await engine.create({ image: BUSYBOX, command, interactive: true, autoRemove: true });
    const session = await engine.attach(created, SIZE);
    const screen = watchScreen(session);
    await engine.start(created);
    await screen.shows("name?");
    session.write("Ada\n");
    await screen.ended;
    assert.match(screen.text(), /hello Ada/);
    assert.equal(await session.exitCode(), 5);
    await eventually(async () => (await engine.container(created)) === null, "it was removed");
  });

  test("the size of a terminal that was attached before the start is set at the start", async () => {
    const created = await engine.create({ image: BUSYBOX, command: ["sh"], interactive: true });
    const session = await engine.attach(created, { columns: 50, rows: 10 });
    await session.resize(SIZE);
    const screen = watchScreen(session);
    await engine.start(created);
    await pause(300);
    session.write("stty size\n");
    await screen.shows("31 97");
    await engine.remove(created, { force: true, volumes: true });
    await screen.ended;
    assert.equal(await session.exitCode(), 137);
  });

  test("closing a session leaves the process running, and it can be attached to again", async () => {
    const created = await engine.create({ image: BUSYBOX, command: ["sh"], interactive: true });
    const first = await engine.attach(created, SIZE);
    const screen = watchScreen(first);
    await engine.start(created);
    first.write("kept=here\n");
    await screen.shows("kept=here");
    first.close();
    await screen.ended;
    assert.equal(await first.exitCode(), null);

    const again = await engine.attach(created, SIZE);
    const next = watchScreen(again);
    again.write("echo $kept$kept\n");
    await next.shows("herehere");
    again.close();
    await engine.remove(created, { force: true, volumes: true });
  });

  test("a container that is killed ends its shells with a message-worthy exit", async () => {
    const victim = await dockerd.run("victim", "sleep 1000");
    const session = await engine.exec(victim, INTERACTIVE);
    const screen = watchScreen(session);
    await screen.shows("> ");
    await engine.remove(victim, { force: true, volumes: true });
    await screen.ended;
    assert.notEqual(await session.exitCode(), 0);
  });

  test("what is not running cannot be attached a shell to", async () => {
    const stopped = await engine.create({ image: BUSYBOX, interactive: false });
    await assert.rejects(
      openShell(engine, stopped, SIZE),
      (error) => error instanceof EngineError && error.reason === "conflict",
    );
  });
});
