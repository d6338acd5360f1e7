import assert from "node:assert/strict";
import { suite, test } from "node:test";
import zlib, { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { readSavedImage } from "../../../client/src/layers/saved-image.ts";

type File = readonly [name: string, content: string | Buffer | { link: string }];

async function tar(...files: File[]): Promise<Buffer> {
  const packing = pack();
  for (const [name, content] of files)
    if (typeof content === "object" && "link" in content)
      packing.entry({ name, type: "symlink", linkname: content.link });
    else if (name.endsWith("/")) packing.entry({ name, type: "directory" });
    else packing.entry({ name }, content);
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** In pieces of an odd length, as a socket brings them. */
async function* pieces(bytes: Buffer, length = 1000): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const CONFIG = JSON.stringify({
  history: [
    { created_by: "ADD file:1 in /" },
    { created_by: "ENV A=b", empty_layer: true },
    { created_by: "RUN /bin/sh -c rm /etc/old # buildkit" },
  ],
});
/** A tar of `etc/` and `etc/old`. */
const ZSTD =
  "KLUv/QRofQIAQgMLELDrQkDZaJjCyqi2UEkWKgV+DhHwnA/kmXqSAmaR71ZZ1uyfUVPRP0EDsygMIFAvsDv3A1/AqKa7DYcPMBn6FP8x3VHAAwYNMJ7gG41eHjg=";
const manifest = (...layers: string[]): string => JSON.stringify([{ Config: "config.json", Layers: layers }]);

suite("a saved image", () => {
  const first = () => tar(["etc/", ""], ["etc/old", "12345"], ["./bin/sh", "x"]);
  const second = () =>
    tar(["etc/.wh.old", ""], ["var/.wh..wh..opq", ""], [".wh..wh.aufs", ""], ["bin/ash", { link: "sh" }]);
  const expected = [
    [
      "ADD file:1 in /",
      [
        { path: "etc", kind: "folder", size: 0 },
        { path: "etc/old", kind: "file", size: 5 },
        { path: "bin/sh", kind: "file", size: 1 },
      ],
    ],
    [
      "RUN /bin/sh -c rm /etc/old # buildkit",
      [
        { path: "etc/old", kind: "removed", size: 0 },
        { path: "var", kind: "emptied", size: 0 },
        { path: "bin/ash", kind: "link", size: 0 },
      ],
    ],
  ];
  const read = async (saved: Buffer) => (await readSavedImage(pieces(saved))).map((it) => [it.createdBy, it.entries]);

  test("as older engines write it", async () => {
    const saved = await tar(
      ["a/VERSION", "1.0"],
      ["a/json", "{}"],
      ["a/layer.tar", await first()],
      ["b/layer.tar", await second()],
      ["config.json", CONFIG],
      ["manifest.json", manifest("a/layer.tar", "b/layer.tar")],
    );
    assert.deepEqual(await read(saved), expected);
  });

  test("as newer engines write it, compressed or not, the manifest first", async () => {
    const saved = await tar(
      ["manifest.json", manifest("blobs/sha256/1", "blobs/sha256/2")],
      ["config.json", CONFIG],
      ["blobs/sha256/1", gzipSync(await first())],
      ["blobs/sha256/2", await second()],
    );
    assert.deepEqual(await read(saved), expected);
  });

  test("with a layer that is a link to an equal one, and one without files", async () => {
    const saved = await tar(
      ["a/layer.tar", await first()],
      ["b/layer.tar", { link: "../a/layer.tar" }],
      ["c/layer.tar", Buffer.alloc(1024)],
      ["manifest.json", manifest("a/layer.tar", "b/layer.tar", "c/layer.tar")],
    );
    const layers = await readSavedImage(pieces(saved));
    assert.deepEqual(
      layers.map((it) => it.entries.length),
      [3, 3, 0],
    );
  });

  test("what is damaged or cut short is told, never waited for", async () => {
    const whole = await tar(["a/layer.tar", await first()], ["manifest.json", manifest("a/layer.tar")]);
    for (const damaged of [
      whole.subarray(0, 2000),
      Buffer.from("no tar at all"),
      Buffer.alloc(0),
      await tar(["x", "y"]),
    ])
      await assert.rejects(readSavedImage(pieces(damaged)), Error);
    const missing = await tar(["manifest.json", manifest("gone/layer.tar")]);
    await assert.rejects(readSavedImage(pieces(missing)), EngineError);
  });

  test("compressed with zstd it is read where the editor's Node can, and told as such where not", async () => {
    const layer = Buffer.from(ZSTD, "base64");
    const saved = await tar(["manifest.json", manifest("1")], ["config.json", CONFIG], ["1", layer]);
    const entries = read(saved).then((layers) => layers[0]?.[1]);
    if (!("createZstdDecompress" in zlib)) return assert.rejects(entries, /zstd/);
    assert.deepEqual(await entries, [
      { path: "etc", kind: "folder", size: 0 },
      { path: "etc/old", kind: "file", size: 5 },
    ]);
  });

  test("an engine that goes away in the middle is told as such", async () => {
    const whole = await tar(["a/layer.tar", Buffer.alloc(50_000, "x")]);
    async function* broken(): AsyncGenerator<Uint8Array, void> {
      yield* pieces(whole.subarray(0, 10_000));
      throw new EngineError("lost", "the connection broke off");
    }
    await assert.rejects(readSavedImage(broken()), { reason: "lost" });
  });
});
