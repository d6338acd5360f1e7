import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readInterpolation, variablesIn } from "../../../server/src/compose/interpolation.ts";
import { joinLooseLines } from "../../../server/src/compose/loose.ts";
import { isAddress, isByteSize, isDuration, readMount, readPort } from "../../../server/src/compose/values.ts";
import { typeOfPlain } from "../../../server/src/compose/yaml.ts";
import { within } from "../../support/compose.ts";

suite("variables", () => {
  const read = (text: string): string[] =>
    [...variablesIn(readInterpolation(text))].map((it) => `${it.name}${it.operator ?? ""}${it.operand}`);
  for (const [text, ...wanted] of [
    ["$A and ${B}", "A", "B"],
    ["${A:-x}${B-y}${C:?z}${D?}${E:+f}${G+h}", "A:-x", "B-y", "C:?z", "D?", "E:+f", "G+h"],
    ["${A:-${B:-c}}", "A:-${B:-c}", "B:-c"],
    ["$$A $1 $ $(b) 5$"],
    ["$$$A", "A"],
    ["${A"],
  ] as const) {
    test(`of ${text}`, () => assert.deepEqual(read(text), wanted));
  }
  test("that are none are said to be malformed", () => {
    for (const text of ["${}", "${1}", "${A B}", "${A%%x}", "${A", "${A:-${B}", "${a-b"]) {
      assert.ok(
        readInterpolation(text).some((it) => it.kind === "malformed"),
        text,
      );
    }
  });
  test("take linear time", () => within(5000, () => readInterpolation("${A:-".repeat(100_000))));
});

test("durations and sizes", () => {
  for (const it of ["10s", "1h30m", "1.5h", "500ms", "0", "0s", "2d"]) assert.ok(isDuration(it), it);
  for (const it of ["10", "s", "10 s", "1x", "", "1m 30s"]) assert.ok(!isDuration(it), it);
  for (const it of ["1", "1b", "1k", "1KB", "1.5G", "-1", "512 MiB", ".5g", "1.g"]) assert.ok(isByteSize(it), it);
  for (const it of ["x", "1x", "1kk", "", "-2g", "512Mi", "1bb"]) assert.ok(!isByteSize(it), it);
});

test("ports", () => {
  const port = readPort("127.0.0.1:8000-8010:80-90/udp");
  assert.deepEqual(
    [port.ip, port.host?.first, port.host?.last, port.container?.first, port.protocol],
    ["127.0.0.1", 8000, 8010, 80, "udp"],
  );
  assert.deepEqual(
    readPort("").faults.map((it) => it.kind),
    ["missing"],
  );
  for (const it of ["80/", ":80", "127.0.0.1::80"]) assert.deepEqual(readPort(it).faults, [], it);
  assert.ok(isAddress("[::1]") && isAddress("::") && isAddress("10.0.0.1"));
  assert.ok(!isAddress("10.0.0.256") && !isAddress("localhost") && !isAddress(""));
});

test("mounts", () => {
  const parts = (text: string): (string | null)[] => {
    const { type, source, target, options } = readMount(text);
    return [type, ...[source, target, options].map((it) => it && text.slice(it.from, it.to))];
  };
  assert.deepEqual(parts("data:/x:ro"), ["volume", "data", "/x", "ro"]);
  assert.deepEqual(parts("./a:/x"), ["bind", "./a", "/x", null]);
  assert.deepEqual(parts("C:\\a:/x"), ["bind", "C:\\a", "/x", null]);
  assert.deepEqual(parts("/x"), ["volume", null, "/x", null]);
  assert.deepEqual(parts("${A:-./b}:/x"), ["volume", "${A:-./b}", "/x", null]);
});

test("types of unquoted values are those of go-yaml", () => {
  const types = {
    "": "null",
    "~": "null",
    null: "null",
    true: "boolean",
    yes: "string",
    "12": "integer",
    "0x1F": "integer",
    "0755": "integer",
    "1.5": "number",
    "1e3": "number",
    ".inf": "number",
    "22:22": "string",
    "1.2.3": "string",
    "-": "string",
  };
  for (const [text, type] of Object.entries(types)) assert.equal(typeOfPlain(text), type, text);
});

test("values over several lines are joined without moving anything", () => {
  const text = 'a: [ # one: [\n"x\ny",\n]\nb: |\n  c: [\nd: e\n';
  const joined = joinLooseLines(text);
  assert.equal(joined?.length, text.length);
  assert.equal(joined?.slice(joined.indexOf("\n")), "\nb: |\n  c: [\nd: e\n");
  assert.equal(joinLooseLines("a: b\nc: [d]\n"), null);
});
