import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { execProgram } from "../../client/src/commands/containers/exec-program.ts";
import { shellProgram } from "../../client/src/commands/containers/shell-terminal.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { removeTemporary } from "../../client/src/engine/remove-temporary.ts";
import { sessionProgram } from "../../client/src/terminal/session-program.ts";
import type { TerminalProgram, TerminalScreen } from "../../client/src/ui/ui.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, pause } from "./support.ts";

const SIZE = { columns: 90, rows: 30 };
const QUESTION = "\u001b[5n";
/** busybox asks for the position of the cursor after it. */
const PROMPT = /# \S*$/;

/** A terminal that answers as VS Code's does. */
class Terminal implements TerminalScreen {
  text = "";
  closed: number | null = null;
  readonly program: TerminalProgram;
  constructor(program: TerminalProgram) {
    this.program = program;
    program.start(this, SIZE);
  }
  write(text: string): void {
    if (text === QUESTION) setImmediate(() => this.program.input?.("\u001b[0n"));
    else this.text += text;
  }
  close(code = 0): void {
    this.closed = code;
  }
  type(text: string): void {
    this.program.input?.(text);
  }
  async shows(wanted: RegExp, milliseconds = 10_000): Promise<void> {
    await eventually(() => wanted.test(this.text), `the terminal shows ${wanted}`, milliseconds).catch(
      (error: Error) => {
        throw new Error(`${error.message}; it shows ${JSON.stringify(this.text.slice(-500))}`);
      },
    );
  }
  /** What comes from now on. */
  clear(): void {
    this.text = "";
  }
}

suite("terminals in containers of the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  const context = { engine: async () => engine };
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  test("a container that restarts: a message, and Enter attaches again", async () => {
    const id = await dockerd.run("web", "sleep 1000");
    const terminal = new Terminal(shellProgram(context, { id, name: "web" }, {}));
    await terminal.shows(PROMPT);
    await engine.stop(id);
    await terminal.shows(/The container 'web' has stopped.*Press Enter to attach again/s);
    terminal.clear();
    terminal.type("\r");
    await terminal.shows(/'web' does not run\. Waiting/);
    await engine.start(id);
    await terminal.shows(PROMPT);
    terminal.type("echo back$((1+1))\r");
    await terminal.shows(/back2/);
    terminal.type("exit\r");
    await eventually(() => terminal.closed === 0, "it closes");
  });

  test("Ctrl-C ends the wait for a container that does not run", async () => {
    const id = await engine.create({ image: BUSYBOX, name: "idle", interactive: false });
    const terminal = new Terminal(shellProgram(context, { id, name: "idle" }, {}));
    await terminal.shows(/Waiting/);
    terminal.type("\u0003");
    await terminal.shows(/Press Enter to attach again/);
  });

  test("a container that was made anew under its name takes the place of the old one", async () => {
    const old = await dockerd.run("api", "sleep 1000");
    const terminal = new Terminal(shellProgram(context, { id: old, name: "api" }, {}));
    await terminal.shows(PROMPT);
    await engine.remove(old, { force: true, volumes: false });
    await terminal.shows(/Press Enter/);
    await dockerd.run("api", "sleep 1000");
    terminal.clear();
    terminal.type("\r");
    await terminal.shows(PROMPT);
    terminal.program.stop();
  });

  test("an engine that is killed: the terminal says so, and attaches again when it is back", async () => {
    const id = await dockerd.run("db", "sleep 1000");
    const terminal = new Terminal(shellProgram(context, { id, name: "db" }, {}));
    await terminal.shows(PROMPT);
    await dockerd.kill();
    await terminal.shows(/was cut off.*Press Enter to attach again/s);
    terminal.type("\r");
    await terminal.shows(/Cannot attach a shell to 'db'.*Press Enter/s);
    await dockerd.start();
    engine = await connectTo(dockerd);
    terminal.clear();
    terminal.type("\r");
    await terminal.shows(/Waiting/);
    await engine.start(id);
    await terminal.shows(PROMPT);
    terminal.program.stop();
  });

  test("user, directory and environment are as asked for, and said", async () => {
    const id = await dockerd.run("options", "sleep 1000");
    const options = { user: "nobody", workingDir: "/tmp", env: { WITH: "a b" } };
    const terminal = new Terminal(shellProgram(context, { id, name: "options" }, options));
    terminal.type('echo "$(id -un) $PWD $WITH"\r');
    await terminal.shows(/as nobody, in \/tmp, with WITH/);
    await terminal.shows(/nobody \/tmp a b/);
    terminal.program.stop();
  });

  test("100 MB come through whole, in order, while the program listens", async () => {
    const id = await dockerd.run("flood", "sleep 1000");
    const script =
      "i=0; while [ $i -lt 100 ]; do i=$((i+1)); head -c 1000000 /dev/zero | tr '\\0' x; echo; echo mark-$i-; done";
    let marks = 0;
    let length = 0;
    let longestPause = 0;
    let last = performance.now();
    const heartbeat = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 10);
    await new Promise<void>((resolve) => {
      const program = execProgram(context, { id, name: "flood" }, { command: ["sh", "-c", script] }, { task: true });
      let tail = "";
      program.start(
        {
          write(text) {
            if (text === QUESTION) return void setImmediate(() => program.input?.("\u001b[0n"));
            length += text.split("x").length - 1;
            tail = (tail + text).slice(-200_000);
            for (let at = tail.indexOf(`mark-${marks + 1}-`); at >= 0; at = tail.indexOf(`mark-${marks + 1}-`)) marks++;
          },
          close: () => resolve(),
        },
        SIZE,
      );
    });
    clearInterval(heartbeat);
    assert.equal(length, 100_000_000);
    assert.equal(marks, 100);
    assert.ok(longestPause < 500, `the event loop stood still for ${longestPause} ms`);
  });

  test("a terminal that does not come along holds the process back", async () => {
    const id = await dockerd.run("held", "sleep 1000");
    const program = execProgram(context, { id, name: "held" }, { command: ["yes", "0123456789"] }, { task: true });
    let length = 0;
    const write = (text: string): void => {
      length += text.length;
    };
    program.start({ write, close: () => undefined }, SIZE);
    await pause(1500);
    assert.ok(length > 100_000 && length < 4_000_000, `${length} characters were written`);
    program.stop();
  });

  test("a storm of resizes ends with the last size", async () => {
    const id = await dockerd.run("storm", "sleep 1000");
    const terminal = new Terminal(shellProgram(context, { id, name: "storm" }, {}));
    await terminal.shows(PROMPT);
    for (let i = 0; i < 500; i++) terminal.program.resize?.({ columns: 20 + (i % 150), rows: 5 + (i % 60) });
    terminal.program.resize?.({ columns: 111, rows: 33 });
    await pause(500);
    terminal.type("stty size\r");
    await terminal.shows(/33 111/);
    terminal.program.stop();
  });

  test("detaching from the main process leaves it running", async () => {
    const id = await engine.create({ image: BUSYBOX, command: ["sh"], name: "main", interactive: true });
    await engine.start(id);
    const terminal = new Terminal(
      sessionProgram(
        (size) => engine.attach(id, size),
        { failure: "", broken: "", ended: async () => "ended" },
        { detached: "Detached." },
      ),
    );
    terminal.type("echo one$((1+1))\r");
    await terminal.shows(/one2/);
    terminal.type("\u0010\u0011");
    await terminal.shows(/Detached\./);
    assert.equal((await engine.container(id))?.state, "running");
  });

  test("a command's exit code is the task's", async () => {
    const id = await dockerd.run("task", "sleep 1000");
    const terminal = new Terminal(
      execProgram(context, { id, name: "task" }, { command: ["sh", "-c", "exit 4"] }, { task: true }),
    );
    await eventually(() => terminal.closed === 4, "it ends with 4");
  });
});

suite("what is made for a while", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  const made = async (name: string): Promise<{ container: string; image: string }> => {
    const image = `gantry-try/${name}:1`;
    await dockerd.build(image, { Dockerfile: `FROM ${BUSYBOX}\nLABEL for=${name}\n` });
    await engine.create({ image, name, command: ["sleep", "1000"], interactive: true, autoRemove: true });
    await engine.start(name);
    return { container: name, image };
  };
  const isGone = async ({ container, image }: { container: string; image: string }): Promise<boolean> =>
    (await engine.containers()).every((it) => it.name !== container) && (await engine.image(image)) === null;

  test("goes, running or not, once or twice", async () => {
    const first = await made("first");
    await removeTemporary(async () => engine, first);
    assert.ok(await isGone(first));
    await removeTemporary(async () => engine, first);
    const second = await made("second");
    await engine.kill("second", "SIGKILL");
    await removeTemporary(async () => engine, second);
    await eventually(() => isGone(second), "it is gone");
  });

  test("an image that something else uses by now stays", async () => {
    const used = await made("used");
    await engine.create({ image: used.image, name: "other", interactive: false });
    await removeTemporary(async () => engine, used);
    assert.ok(await engine.image(used.image));
    await engine.remove("other", { force: true, volumes: true });
  });

  test("goes when an engine that was killed is back", async () => {
    const owed = await made("owed");
    await dockerd.kill();
    const removed = removeTemporary(() => connectTo(dockerd), owed);
    await pause(1000);
    await dockerd.start();
    await removed;
    engine = await connectTo(dockerd);
    assert.ok(await isGone(owed));
  });
});
