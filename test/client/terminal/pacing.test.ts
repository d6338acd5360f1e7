import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { DetachKeys } from "../../../client/src/terminal/detach-keys.ts";
import { EscapeTracker } from "../../../client/src/terminal/escape-tracker.ts";
import { LineInput } from "../../../client/src/terminal/line-input.ts";
import { PacedScreen } from "../../../client/src/terminal/paced-screen.ts";
import { Screen } from "../../support/screen.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const ANSWER = "\u001b[0n";
const QUESTION = "\u001b[5n";

suite("a terminal that is written to no faster than it shows", () => {
  const flood = async (paced: PacedScreen, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await paced.write("x".repeat(64 * 1024));
  };

  test("little output is passed on as it is", async () => {
    const shown = new Screen();
    const paced = new PacedScreen(shown);
    await paced.write("hello");
    assert.equal(shown.text, "hello");
    assert.equal(paced.typed(`ls${ANSWER}`), `ls${ANSWER}`);
  });

  test("much output waits until the terminal has come that far, and none of it is lost", async () => {
    const shown = new Screen();
    const paced = new PacedScreen(shown);
    let done = false;
    const writing = flood(paced, 32).then(() => {
      done = true;
    });
    await pause(20);
    assert.equal(done, false);
    assert.ok(shown.text.length < 1024 * 1024, `${shown.text.length} characters are under way`);
    while (!done) {
      assert.equal(paced.typed(`${ANSWER}`), "");
      await pause(1);
    }
    await writing;
    assert.equal(shown.text.replaceAll(QUESTION, "").length, 32 * 64 * 1024);
  });

  test("what is typed meanwhile is passed on without the answers", async () => {
    const paced = new PacedScreen(new Screen());
    await flood(paced, 4);
    assert.equal(paced.typed(`a${ANSWER}b`), "ab");
  });

  test("no question breaks an escape sequence that two chunks share", async () => {
    const shown = new Screen();
    const paced = new PacedScreen(shown);
    await paced.write(`${"x".repeat(200_000)}\u001b[3`);
    await paced.write("1mred");
    assert.ok(shown.text.endsWith(`\u001b[31mred${QUESTION}`));
  });

  test("a terminal that never answers gets its text all the same", async () => {
    const shown = new Screen();
    await flood(new PacedScreen(shown), 9);
    assert.equal(shown.text.replaceAll(QUESTION, "").length, 9 * 64 * 1024);
  });
});

suite("escape sequences in a stream", () => {
  const cases: Record<string, boolean> = {
    plain: false,
    "\u001b": true,
    "\u001b[": true,
    "\u001b[1;3": true,
    "\u001b[1;31m": false,
    "\u001b(": true,
    "\u001b(B": false,
    "\u001b]0;title": true,
    "\u001b]0;title\u0007": false,
    "\u001b]0;title\u001b": true,
    "\u001b]0;title\u001b\\": false,
    "\u001b]0;title\u001b[1": true,
    "\u001bPq\u001b\\x": false,
    "\u001b[1\u001b[2m": false,
    "\u001bM": false,
  };
  for (const [text, inside] of Object.entries(cases))
    test(`${JSON.stringify(text)} ${inside ? "is open" : "is whole"}`, () => {
      const whole = new EscapeTracker();
      whole.feed(text);
      assert.equal(whole.isInside, inside);
      const split = new EscapeTracker();
      for (const char of text) split.feed(char);
      assert.equal(split.isInside, inside);
    });
});

suite("the keys that detach", () => {
  const typed = async (...data: string[]): Promise<string[]> => {
    const done: string[] = [];
    const keys = new DetachKeys(
      (it) => done.push(it),
      () => done.push("detached"),
    );
    for (const it of data) keys.input(it);
    await pause(450);
    return done;
  };

  test("Ctrl-P Ctrl-Q, one after the other or at once", async () => {
    assert.deepEqual(await typed("\u0010", "\u0011"), ["detached"]);
    assert.deepEqual(await typed("ls\u0010\u0011"), ["ls", "detached"]);
  });
  test("Ctrl-P alone goes on, a moment later", async () => assert.deepEqual(await typed("\u0010"), ["\u0010"]));
  test("Ctrl-P before another key goes on with it", async () => {
    assert.deepEqual(await typed("\u0010", "a"), ["\u0010a"]);
    assert.deepEqual(await typed("ls\u0010", "a"), ["ls", "\u0010a"]);
    assert.deepEqual(await typed("\u0010", "\u0010", "\u0011"), ["\u0010", "detached"]);
  });
});

suite("typing to a process without a terminal", () => {
  test("is shown, edited, and sent line by line", () => {
    let shown = "";
    const sent: string[] = [];
    const input = new LineInput(
      (it) => {
        shown += it;
      },
      (line) => sent.push(line),
    );
    input.input("hex\u007fllo");
    input.input("\u001b[D\r");
    input.input("\u007f😀\u007f!\r");
    assert.deepEqual(sent, ["hello\n", "!\n"]);
    assert.equal(shown, "hex\b \bllo\r\n😀\b \b!\r\n");
  });
});
