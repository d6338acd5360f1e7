import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, suite, test } from "node:test";
import { extract, type Header } from "tar-stream";
import { packContext } from "../../../client/src/build/pack.ts";
import { Disk } from "../../../server/src/shared/context/disk.ts";
import { readContext } from "../../../server/src/shared/context/read.ts";
import { ContextError } from "../../../server/src/shared/context/readable.ts";

for (const [speed, disk] of [
  ["quick", () => new Disk()],
  ["slow", () => new Disk(0)],
] as const)
  suite(`a build context on a ${speed} disk`, () => contextTests(disk));

function contextTests(disk: () => Disk): void {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    write("Dockerfile", "FROM scratch\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, content: string | Buffer, mode = 0o644): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode });
    chmodSync(join(folder, path), mode);
  };
  const paths = async (dockerfile = "Dockerfile") =>
    (await readContext(folder, dockerfile, undefined, disk())).entries.map((it) => it.path);
  const packed = async () =>
    unpack(packContext(await readContext(folder, "Dockerfile", undefined, disk()), { disk: disk() }));
  const invalid = (message: RegExp) => (error: unknown) => error instanceof ContextError && message.test(error.message);

  test("files with their content, modes, times and links; owned by root", async () => {
    write("bin/run", "#!/bin/sh\n", 0o755);
    utimesSync(join(folder, "bin/run"), 1_700_000_000, 1_700_000_000);
    write("secret", "s", 0o600);
    write("empty", "");
    symlinkSync("bin/run", join(folder, "link"));
    symlinkSync("/nowhere", join(folder, "dangling"));
    mkdirSync(join(folder, "void"));
    const entries = await packed();
    assert.deepEqual(
      [...entries.keys()],
      ["Dockerfile", "bin", "bin/run", "dangling", "empty", "link", "secret", "void"],
    );
    const run = entries.get("bin/run");
    assert.equal(run?.content.toString(), "#!/bin/sh\n");
    assert.deepEqual([run?.header.mode, run?.header.uid, run?.header.gid], [0o755, 0, 0]);
    assert.equal(run?.header.mtime?.getTime(), 1_700_000_000_000);
    assert.equal(entries.get("secret")?.header.mode, 0o600);
    assert.equal(entries.get("link")?.header.linkname, "bin/run");
    assert.equal(entries.get("dangling")?.header.linkname, "/nowhere");
    assert.equal(entries.get("void")?.header.type, "directory");
  });

  test("long names, names in any script, large files", async () => {
    const long = `${"folder/".repeat(30)}${"n".repeat(150)}`;
    const large = Buffer.alloc(1_000_001, "0123456789");
    write(long, "long");
    write("grüße 😀.txt", "hello");
    write("large", large);
    write("exact", Buffer.alloc(256 * 1024, "x"));
    const entries = await packed();
    assert.equal(entries.get(long)?.content.toString(), "long");
    assert.equal(entries.get("grüße 😀.txt")?.content.toString(), "hello");
    assert.ok(entries.get("large")?.content.equals(large));
    assert.equal(entries.get("exact")?.content.length, 256 * 1024);
  });

  test("what is ignored stays out, but never the Dockerfile and the .dockerignore", async () => {
    write(".dockerignore", "*\n!src\nsrc/**/*.log\n");
    write("src/a/b.ts", "");
    write("src/a/b.log", "");
    write("node_modules/x/index.js", "");
    assert.deepEqual(await paths(), [".dockerignore", "Dockerfile", "src", "src/a", "src/a/b.ts"]);
  });

  test("an excluded folder is sent only for what comes back of it", async () => {
    write(".dockerignore", "docs\n!docs/keep/*.md\nother\n!**/never\n");
    write("docs/keep/a.md", "");
    write("docs/keep/a.txt", "");
    write("docs/drop/a.md", "");
    write("other/x", "");
    assert.deepEqual(await paths(), [".dockerignore", "Dockerfile", "docs", "docs/keep", "docs/keep/a.md"]);
  });

  test("a Dockerfile's own ignore file comes first", async () => {
    write(".dockerignore", "*\n");
    write("docker/app.Dockerfile", "FROM scratch\n");
    write("docker/app.Dockerfile.dockerignore", "docker\n*.log\n");
    write("a.log", "");
    write("a.txt", "");
    const context = await readContext(folder, "docker/app.Dockerfile");
    assert.equal(context.dockerfile, "docker/app.Dockerfile");
    assert.deepEqual(
      context.entries.map((it) => it.path),
      [".dockerignore", "Dockerfile", "a.txt", "docker", "docker/app.Dockerfile", "docker/app.Dockerfile.dockerignore"],
    );
  });

  test("a Dockerfile from outside is added, under the same name every time", async () => {
    const outside = mkdtempSync(join(tmpdir(), "gantry-outside-"));
    try {
      const file = join(outside, "Dockerfile");
      writeFileSync(file, "FROM busybox\n");
      const context = await readContext(folder, file);
      assert.equal(context.dockerfile, (await readContext(folder, file)).dockerfile);
      const entries = await unpack(packContext(context, { disk: disk() }));
      assert.equal(entries.get(context.dockerfile)?.content.toString(), "FROM busybox\n");
      assert.equal(entries.get("Dockerfile")?.content.toString(), "FROM scratch\n");
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test("counts what is to be sent, and tells what has been", async () => {
    write("a", "12345");
    write("big", Buffer.alloc(300_000));
    const context = await readContext(folder, "Dockerfile");
    assert.deepEqual([context.files, context.bytes], [3, 300_018]);
    const reports: { files: number; bytes: number }[] = [];
    await unpack(packContext(context, { report: (it) => reports.push(it), disk: disk() }));
    assert.deepEqual(reports.at(-1), { files: 3, bytes: 300_018 });
    assert.ok(reports.every((it, i) => it.bytes >= (reports[i - 1]?.bytes ?? 0)));
  });

  test("a mistake in the .dockerignore is told with its line", async () => {
    write(".dockerignore", "a\n[b\n");
    await assert.rejects(paths(), invalid(/^\.dockerignore, line 2: .*\[b$/));
  });

  test("what is not there is told by its name", async () => {
    await assert.rejects(readContext(join(folder, "none"), "Dockerfile"), invalid(/none': there is no such file/));
    await assert.rejects(readContext(folder, "No.Dockerfile"), invalid(/No\.Dockerfile': there is no such file/));
  });

  for (const [size, name] of [
    [10, "small"],
    [200_000, "large"],
  ] as const) {
    test(`a ${name} file that vanishes is told by its name`, async () => {
      write("fleeting", Buffer.alloc(size));
      const context = await readContext(folder, "Dockerfile");
      rmSync(join(folder, "fleeting"));
      await assert.rejects(
        unpack(packContext(context, { disk: disk() })),
        invalid(/^cannot read 'fleeting': there is no such file\.$/),
      );
    });
  }

  test("a file that shrinks or grows while it is sent is told by its name", async () => {
    for (const change of [
      () => truncateSync(join(folder, "z-moving"), 1000),
      () => appendFileSync(join(folder, "z-moving"), "more"),
    ]) {
      write("z-moving", Buffer.alloc(8_000_000));
      const stream = packContext(await readContext(folder, "Dockerfile"), { disk: disk() });
      const read = async (): Promise<void> => {
        let bytes = 0;
        for await (const chunk of stream) {
          if (bytes < 2_000_000 && bytes + chunk.length >= 2_000_000) change();
          bytes += chunk.length;
        }
      };
      await assert.rejects(read(), invalid(/^'z-moving' changed its size while it was sent/));
    }
  });

  test("a file that changed before it was sent is sent as it is by then", async () => {
    write("log", "short");
    const context = await readContext(folder, "Dockerfile");
    write("log", "rather longer");
    assert.equal(
      (await unpack(packContext(context, { disk: disk() }))).get("log")?.content.toString(),
      "rather longer",
    );
  });

  test("can be cancelled while it looks, and while it sends", async () => {
    const abort = AbortSignal.abort(new Error("enough"));
    await assert.rejects(readContext(folder, "Dockerfile", abort), { message: "enough" });
    write("big", Buffer.alloc(20_000_000));
    const stream = packContext(await readContext(folder, "Dockerfile"), { disk: disk() });
    for await (const _ of stream) break;
    assert.ok((await stream.next()).done);
  });

  test("what a file holds can be told from what it held before", async () => {
    const prints = async (): Promise<Map<string, string>> => {
      const found = new Map<string, string>();
      const fingerprint = (path: string, print: string): void => void found.set(path, print);
      await unpack(packContext(await readContext(folder, "Dockerfile"), { fingerprint, disk: disk() }));
      return found;
    };
    write("same", "1");
    write("content", "one");
    write("mode", "1");
    symlinkSync("same", join(folder, "link"));
    const before = await prints();
    utimesSync(join(folder, "same"), 1, 1);
    write("content", "two");
    write("mode", "1", 0o755);
    rmSync(join(folder, "link"));
    symlinkSync("mode", join(folder, "link"));
    const after = await prints();
    assert.deepEqual(
      [...after.keys()].filter((it) => after.get(it) !== before.get(it)),
      ["content", "link", "mode"],
    );
  });

  test("what was left out is counted, a folder once", async () => {
    write(".dockerignore", "node_modules\n*.log\n");
    write("node_modules/a/index.js", "");
    write("a.log", "");
    write("b.log", "");
    assert.equal((await readContext(folder, "Dockerfile", undefined, disk())).ignored, 3);
  });
}

async function unpack(chunks: AsyncIterable<Buffer>): Promise<Map<string, { header: Header; content: Buffer }>> {
  const entries = new Map<string, { header: Header; content: Buffer }>();
  const unpacking = extract();
  const stream = Readable.from(copies(chunks));
  stream.on("error", (error) => unpacking.destroy(error));
  stream.pipe(unpacking as unknown as NodeJS.WritableStream); // streamx has all of it that is used.
  for await (const entry of unpacking) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    entries.set(entry.header.name.replace(/\/$/, ""), { header: entry.header, content: Buffer.concat(chunks) });
  }
  return entries;
}

/** Each as it was when it was asked for; its memory is used again. */
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) {
    yield Buffer.from(chunk);
    chunk.fill("!");
  }
}
