import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { OutputChunk, Session, TerminalSize } from "../../../client/src/engine/api/processes.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { sessionProgram } from "../../../client/src/terminal/session-program.ts";
import { Screen } from "../../support/screen.ts";

const SIZE: TerminalSize = { columns: 100, rows: 30 };
const texts = {
  failure: "Cannot attach",
  broken: "The shell was cut off",
  ended: async (code: number | null) => (code === 0 ? null : `ended with ${code}`),
};
const stdout = (...bytes: number[]): OutputChunk => ({ channel: "stdout", bytes: Uint8Array.from(bytes) });

/** A session that says what it is given and then ends; it remembers what was done to it. */
function scriptedSession(
  chunks: readonly OutputChunk[],
  exitCode: number | null,
  until: Promise<void> = Promise.resolve(),
) {
  const done: string[] = [];
  const session: Session = {
    tty: true,
    output: (async function* () {
      yield* chunks;
      await until;
    })(),
    write: (input) => done.push(`write ${input}`),
    resize: async ({ columns, rows }) => void done.push(`resize ${columns}x${rows}`),
    exitCode: async () => exitCode,
    close: () => done.push("close"),
  };
  return { session, done };
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

suite("a terminal around a session", () => {
  test("joins a character that two chunks share", async () => {
    const shown = new Screen();
    const { session } = scriptedSession([stdout(0xc3), stdout(0xb1)], 0);
    sessionProgram(async () => session, texts).start(shown, SIZE);
    await aMoment();
    assert.equal(shown.text, "ñ");
  });

  test("closes by itself when the shell ended well", async () => {
    const shown = new Screen();
    sessionProgram(async () => scriptedSession([], 0).session, texts).start(shown, SIZE);
    await aMoment();
    assert.equal(shown.closed, true);
  });

  test("keeps the exit code on the screen until a key is pressed", async () => {
    const shown = new Screen();
    const program = sessionProgram(async () => scriptedSession([], 137).session, texts);
    program.start(shown, SIZE);
    await aMoment();
    assert.match(shown.text, /ended with 137/);
    assert.equal(shown.closed, false);
    program.input?.("x");
    assert.equal(shown.closed, true);
  });

  test("says why it could not be opened", async () => {
    const shown = new Screen();
    sessionProgram(() => Promise.reject(new EngineError("gone", "No such container: web")), texts).start(shown, SIZE);
    await aMoment();
    assert.match(shown.text, /Cannot attach: it is not there any more\./);
  });

  test("says that it broke off when the engine goes away in the middle", async () => {
    const shown = new Screen();
    const { session } = scriptedSession([], 0, Promise.reject(new EngineError("lost", "socket hang up")));
    sessionProgram(async () => session, texts).start(shown, SIZE);
    await aMoment();
    assert.match(shown.text, /The shell was cut off\. Connection to the engine lost\./);
  });

  test("delivers what was typed, and the last size, once the session is there", async () => {
    const never = new Promise<void>(() => undefined);
    const { session, done } = scriptedSession([], 0, never);
    const program = sessionProgram(async () => session, texts);
    program.start(new Screen(), SIZE);
    program.input?.("ls\r");
    program.resize?.({ columns: 80, rows: 10 });
    await aMoment();
    assert.deepEqual(done, ["resize 80x10", "write ls\r"]);
  });

  test("lets go of a session that arrives after the terminal was closed", async () => {
    const { session, done } = scriptedSession([], 0);
    const program = sessionProgram(async () => session, texts);
    program.start(new Screen(), SIZE);
    program.stop();
    await aMoment();
    assert.deepEqual(done, ["close"]);
  });
});

suite("a terminal that can attach again", () => {
  const ended = { ...texts, ended: async () => "The container has stopped." };

  test("opens another session on Enter, and closes on any other key", async () => {
    const shown = new Screen();
    let opened = 0;
    const open = async (): Promise<Session> => {
      opened++;
      return scriptedSession([stdout(0x30 + opened)], 137).session;
    };
    const program = sessionProgram(open, ended, { again: "attach" });
    program.start(shown, SIZE);
    await aMoment();
    assert.match(shown.text, /1\r\n.*has stopped.*Press Enter to attach again/s);
    program.input?.("\r");
    await aMoment();
    assert.match(shown.text, /2\r\n.*has stopped/s);
    assert.equal(shown.closed, false);
    program.input?.("q");
    assert.deepEqual([shown.closed, opened], [true, 2]);
  });

  test("after a failure too", async () => {
    const shown = new Screen();
    let fails = true;
    const open = (): Promise<Session> =>
      fails
        ? Promise.reject(new EngineError("lost", "gone"))
        : Promise.resolve(scriptedSession([stdout(0x41)], 0).session);
    const program = sessionProgram(open, texts, { again: "attach" });
    program.start(shown, SIZE);
    await aMoment();
    fails = false;
    program.input?.("\r");
    await aMoment();
    assert.match(shown.text, /A$/);
    assert.equal(shown.closed, true);
  });

  test("tells that it is over once for each session, however it ended", async () => {
    const over: (number | null)[] = [];
    const behaviour = { over: (code: number | null) => void over.push(code) };
    const run = async (act: (program: ReturnType<typeof sessionProgram>) => void, open: () => Promise<Session>) => {
      const program = sessionProgram(open, texts, behaviour);
      program.start(new Screen(), SIZE);
      await aMoment();
      act(program);
      await aMoment();
    };
    let closeIt = (): void => undefined;
    const untilClosed = new Promise<void>((resolve) => {
      closeIt = resolve;
    });
    const closable = scriptedSession([], null, untilClosed).session;
    await run(
      () => undefined,
      async () => scriptedSession([], 3).session,
    );
    await run(
      () => undefined,
      () => Promise.reject(new EngineError("gone", "")),
    );
    await run(
      (it) => it.stop(),
      async () => ({ ...closable, close: () => closeIt() }),
    );
    await run(
      (it) => it.stop(),
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 8));
        return scriptedSession([], 0).session;
      },
    );
    await aMoment();
    assert.deepEqual(over, [3, null, null, null]);
  });

  test("a task is done with its process", async () => {
    const codes: number[] = [];
    const shown = Object.assign(new Screen(), { close: (code: number) => void codes.push(code) });
    sessionProgram(async () => scriptedSession([], 7).session, texts, { task: true }).start(shown, SIZE);
    await aMoment();
    sessionProgram(() => Promise.reject(new Error("no")), texts, { task: true }).start(shown, SIZE);
    await aMoment();
    assert.deepEqual(codes, [7, 1]);
    assert.doesNotMatch(shown.text, /Press any key/);
  });
});

suite("a terminal on a process that has none", () => {
  test("lines are ended, escape sequences but colours are left out, and what is typed is shown", async () => {
    const shown = new Screen();
    const never = new Promise<void>(() => undefined);
    const bytes = new TextEncoder().encode("one\n\u001b]0;title\u0007\u001b[31mtwo\n");
    const { session, done } = scriptedSession([{ channel: "stdout", bytes }], 0, never);
    const program = sessionProgram(async () => ({ ...session, tty: false }), texts, { detached: "Detached." });
    program.start(shown, SIZE);
    await aMoment();
    assert.equal(shown.text, "one\r\n\u001b[31mtwo\r\n");
    program.input?.("hi\r");
    assert.deepEqual(done, ["write hi\n"]);
    program.input?.("\u0003");
    assert.deepEqual(done, ["write hi\n", "close"]);
  });
});
