import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { demultiplex } from "../../../client/src/engine/demultiplex.ts";
import { jsonTexts } from "../../../client/src/engine/json-stream.ts";

/** The bytes in chunks of each given size. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const frame = (channel: number, text: string): Buffer => {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = channel;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

suite("multiplexed output", () => {
  const bytes = Buffer.concat([frame(1, "out"), frame(2, "grüße"), frame(1, ""), frame(1, "x".repeat(1000))]);
  for (const size of [1, 3, 7, 8, 9, 64, 5000])
    test(`in pieces of ${size} bytes`, async () => {
      const text: Record<string, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
      for await (const { channel, bytes: chunk } of demultiplex(inPieces(bytes, size)))
        text[channel] = Buffer.concat([text[channel] ?? Buffer.alloc(0), chunk]);
      assert.equal(text.stdout?.toString(), `out${"x".repeat(1000)}`);
      assert.equal(text.stderr?.toString(), "grüße");
    });
});

suite("a stream of JSON", () => {
  const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    "one object a line": ['{"a":1}\n{"b":2}\r\n', ['{"a":1}', '{"b":2}']],
    "several on one line": ['{"a":1}{"b":{"c":2}} {"d":3}', ['{"a":1}', '{"b":{"c":2}}', '{"d":3}']],
    "braces and quotes in texts": ['{"a":"}{\\"\\\\"}\n{"b":"{"}', ['{"a":"}{\\"\\\\"}', '{"b":"{"}']],
    "no ASCII": ['{"a":"grüße 😀"}\n', ['{"a":"grüße 😀"}']],
    "cut short": ['{"a":1}\n{"b":', ['{"a":1}', '{"b":']],
    "plain text": ["page not found\n", ["page not found"]],
    empty: ["", []],
  };
  for (const [name, [text, wanted]] of Object.entries(cases))
    test(name, async () => {
      for (const size of [1, 2, 5, 1000]) {
        const found: string[] = [];
        for await (const it of jsonTexts(inPieces(Buffer.from(text), size))) found.push(it);
        assert.deepEqual(found, wanted, `in pieces of ${size}`);
      }
    });
  test("an object without a line end is not held back", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"a":1}');
      throw new Error("nobody should wait for more");
    }
    const first = await jsonTexts(endless()).next();
    assert.equal(first.value, '{"a":1}');
  });
});
