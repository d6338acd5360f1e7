import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Writer } from "protobufjs/minimal.js";
import { traceDecoder } from "../../../client/src/engine/buildkit-trace.ts";
import { classicBuild } from "../../../client/src/engine/classic-build.ts";

const message = (write: (writer: Writer) => void): Uint8Array => {
  const writer = Writer.create();
  write(writer);
  return writer.finish();
};
const time = (seconds: number, nanos: number) => message((it) => it.uint32(8).int64(seconds).uint32(16).int32(nanos));
const log = (vertex: string, bytes: Uint8Array) =>
  message((it) =>
    it
      .uint32(26)
      .bytes(
        message((w) =>
          w.uint32(10).string(vertex).uint32(18).bytes(time(1, 0)).uint32(24).int64(2).uint32(34).bytes(bytes),
        ),
      ),
  );

suite("BuildKit's trace", () => {
  test("a step", () => {
    const vertex = message((it) =>
      it
        .uint32(10)
        .string("sha256:1")
        .uint32(18)
        .string("sha256:0")
        .uint32(26)
        .string("[1/2] RUN é")
        .uint32(32)
        .bool(true)
        .uint32(42)
        .bytes(time(1_700_000_000, 250_000_000))
        .uint32(58)
        .string("exit code: 1"),
    );
    assert.deepEqual(traceDecoder()(message((it) => it.uint32(10).bytes(vertex))), [
      {
        type: "vertex",
        vertex: {
          digest: "sha256:1",
          name: "[1/2] RUN é",
          cached: true,
          startedAt: 1_700_000_000_250,
          completedAt: null,
          error: "exit code: 1",
        },
      },
    ]);
  });
  test("output whose character is split over two messages", () => {
    const decode = traceDecoder();
    const [first, second] = [Buffer.from([0x61, 0xc3]), Buffer.from([0xa9])].map((it) => decode(log("v", it)));
    assert.deepEqual(first, [{ type: "log", vertex: "v", channel: "stderr", text: "a", at: 1000 }]);
    assert.deepEqual(second, [{ type: "log", vertex: "v", channel: "stderr", text: "é", at: 1000 }]);
  });
  test("a status and a warning with its line", () => {
    const status = message((it) =>
      it.uint32(10).string("layer").uint32(18).string("v").uint32(32).int64(3).uint32(40).int64(9),
    );
    const start = message((it) => it.uint32(8).int32(7));
    const end = message((it) => it.uint32(8).int32(9));
    const range = message((it) => it.uint32(10).bytes(start).uint32(18).bytes(end));
    const warning = message((it) => it.uint32(10).string("v").uint32(26).string("old syntax").uint32(58).bytes(range));
    assert.deepEqual(traceDecoder()(message((it) => it.uint32(18).bytes(status).uint32(34).bytes(warning))), [
      { type: "status", vertex: "v", id: "layer", current: 3, total: 9 },
      { type: "warning", vertex: "v", text: "old syntax", line: 7, endLine: 9 },
    ]);
  });
  test("what a newer engine adds is passed over", () => {
    const unknown = message((it) =>
      it
        .uint32(10)
        .string("v")
        .uint32((99 << 3) | 5)
        .fixed32(1)
        .uint32((98 << 3) | 2)
        .string("x"),
    );
    assert.equal(
      traceDecoder()(
        message((it) =>
          it
            .uint32(10)
            .bytes(unknown)
            .uint32((50 << 3) | 2)
            .string("y"),
        ),
      ).length,
      1,
    );
    assert.deepEqual(traceDecoder()(new Uint8Array()), []);
  });
});

suite("the classic builder", () => {
  const read = (text: string, size = 7) => {
    const build = classicBuild(() => 5);
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...build.read(text.slice(at, at + size)));
    return { build, events };
  };
  test("steps, output, cache and end", () => {
    const { build, events } = read("Step 1/2 : FROM a\n ---> 123\nStep 2/2 : RUN b\n ---> Using cache\n");
    assert.deepEqual(
      [...events, ...build.end(null)].map((it) =>
        it.type === "vertex"
          ? [it.vertex.name, it.vertex.cached, it.vertex.completedAt]
          : it.type === "log"
            ? it.text
            : it,
      ),
      [
        ["[1/2] FROM a", false, null],
        " ---> 123\n",
        ["[1/2] FROM a", false, 5],
        ["[2/2] RUN b", false, null],
        ["[2/2] RUN b", true, null],
        ["[2/2] RUN b", true, 5],
      ],
    );
  });
  test("Podman's steps by stage", () => {
    const { events } = read("[1/2] STEP 1/1: FROM a\n[2/2] STEP 1/3: FROM b\nSTEP 2/3: RUN c\n");
    assert.deepEqual(
      events.flatMap((it) => (it.type === "vertex" && it.vertex.completedAt === null ? [it.vertex.name] : [])),
      ["[stage-0 1/1] FROM a", "[stage-1 1/3] FROM b", "[2/3] RUN c"],
    );
  });
  test("the step that fails is the last one", () => {
    const { build } = read("Step 1/1 : RUN false\n");
    const [event] = build.end("exit code 1");
    assert.equal(event?.type === "vertex" && event.vertex.error, "exit code 1");
    assert.deepEqual(build.end(null), []);
  });
});
