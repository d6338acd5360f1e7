import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { OutputChunk } from "../../../client/src/engine/api/processes.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { logProgram } from "../../../client/src/terminal/log-program.ts";

const texts = { failure: "Cannot show the logs", ended: "end of the logs" };
const chunk = (channel: OutputChunk["channel"], text: string): OutputChunk => ({ channel, bytes: Buffer.from(text) });

async function shownFor(source: () => AsyncIterable<OutputChunk>): Promise<string> {
  const written: string[] = [];
  const program = logProgram(async () => source(), texts);
  program.start({ write: (it) => written.push(it), close: () => undefined }, null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return written.join("");
}

suite("a log terminal", () => {
  test("starts each line at the left", async () => {
    const shown = await shownFor(async function* () {
      yield chunk("stdout", "one\ntwo\r\n");
    });
    assert.ok(shown.startsWith("one\r\ntwo\r\n"));
    assert.match(shown, /end of the logs/);
  });

  test("keeps a character of stderr whole when stdout speaks in between", async () => {
    const [first, second] = [Buffer.from("ñ").subarray(0, 1), Buffer.from("ñ").subarray(1)];
    const shown = await shownFor(async function* () {
      yield { channel: "stderr", bytes: first };
      yield chunk("stdout", "-");
      yield { channel: "stderr", bytes: second };
    });
    assert.ok(shown.startsWith("-ñ"));
  });

  test("is closed by Ctrl+C at any time, by another key only once it has ended", async () => {
    const end = new AbortController();
    const ended = new Promise((resolve) => end.signal.addEventListener("abort", resolve));
    const seen: string[] = [];
    const shown = new Promise<void>((resolve) => {
      const source = async function* (): AsyncGenerator<OutputChunk> {
        await ended;
        yield chunk("stdout", "last\n");
      };
      const program = logProgram(async () => source(), texts);
      const write = (text: string): void => {
        const isEnd = text.includes(texts.ended);
        seen.push(isEnd ? "end" : text);
        program.input?.("x");
        if (isEnd) resolve();
      };
      program.start({ write, close: () => seen.push("closed") }, null);
      program.input?.("x");
      program.input?.("\u0003");
    });
    end.abort();
    await shown;
    assert.deepEqual(seen, ["closed", "last\r\n", "end", "closed"]);
  });

  test("says that the engine went away", async () => {
    const shown = await shownFor(async function* () {
      yield chunk("stdout", "one\n");
      throw new EngineError("lost", "socket hang up");
    });
    assert.match(shown, /Cannot show the logs\. Connection to the engine lost/);
  });
});
