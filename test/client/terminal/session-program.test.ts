import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { OutputChunk, Session, TerminalSize } from "../../../client/src/engine/engine.ts";
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
    assert.match(shown.text, /The shell was cut off: Connection to Docker lost\./);
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
