import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { mergedLogs, type Source } from "../../../client/src/compose/merged-logs.ts";
import type { OutputChunk } from "../../../client/src/engine/engine.ts";

async function* chunks(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<OutputChunk> {
  for (const it of texts)
    yield { channel: "stdout", bytes: typeof it === "string" ? new TextEncoder().encode(it) : it };
}
async function textOf(...sources: readonly Source[]): Promise<string> {
  const parts: string[] = [];
  for await (const { bytes } of mergedLogs(sources)) parts.push(new TextDecoder().decode(bytes));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
  return parts.join("").replaceAll(/\u001b\[\d+m/g, "");
}

suite("the logs of several containers", () => {
  test("have the name before each line, in one column", async () => {
    const text = await textOf({ name: "web-1", chunks: chunks("a\nb\n") }, { name: "db", chunks: chunks("c\n") });
    assert.deepEqual(text.split("\n").sort(), ["", "db    | c", "web-1 | a", "web-1 | b"]);
  });

  test("put lines and characters together that arrive in pieces", async () => {
    const [first, second] = [new Uint8Array([0xc3]), new Uint8Array([0xb1, 0x0a])];
    assert.equal(await textOf({ name: "w", chunks: chunks("ca", first, second, "end") }), "w | cañ\nw | end\n");
  });

  test("fail when one of them fails, and end when there is none", async () => {
    async function* broken(): AsyncGenerator<OutputChunk> {
      yield* chunks("x\n");
      throw new Error("cut off");
    }
    await assert.rejects(textOf({ name: "w", chunks: broken() }), /cut off/);
    assert.equal(await textOf(), "");
  });

  test("are not held up by one that says nothing", async () => {
    async function* silent(): AsyncGenerator<OutputChunk> {
      await new Promise(() => undefined);
      yield* chunks("never");
    }
    const all = mergedLogs([
      { name: "a", chunks: silent() },
      { name: "b", chunks: chunks("1\n", "2\n") },
    ]);
    const { value } = await all.next();
    assert.match(new TextDecoder().decode(value?.bytes), /1/);
    assert.match(new TextDecoder().decode((await all.next()).value?.bytes), /2/);
  });
});
