import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { pinsOf } from "../../../server/src/languages.ts";
import type { EngineState, LocalImage } from "../../../server/src/shared/protocol.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { fixed, lint, only, open } from "../../support/lint.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const image = (createdAt: number, tags: readonly string[], digests: readonly string[] = []): LocalImage => ({
  tags,
  digests,
  size: 1,
  createdAt,
});
const engineWith = (...images: LocalImage[]): EngineState => ({
  name: "Docker 28",
  version: "28",
  apiVersion: "1.49",
  os: "linux",
  arch: "amd64",
  buildkit: true,
  images,
});

interface Known {
  readonly engine?: EngineState;
  readonly others?: readonly string[];
  readonly registry?: readonly string[];
}

/** Each offer's title with what it makes of the text. */
async function offers(text: string, { engine, others = [], registry }: Known): Promise<[string, string][]> {
  const document = open(text);
  const id = text.includes(":latest") ? "latest-tag" : "untagged-base-image";
  const actions = await pinsOf(document, lint(text, only(id)), WHOLE, {
    engine: engine ?? null,
    others: [document, ...others.map((it) => open(it))],
    registry: async () => registry ?? null,
  });
  return actions.map(({ title, edit }) => {
    const edits = edit?.changes?.[document.text.uri] ?? [];
    const spans = edits.map((it) => ({ span: spanOf(document.text, it.range), newText: it.newText }));
    return [title, applyEdits(text, spans)];
  });
}

suite("a base image without a tag that stays", () => {
  test("takes the tag that the file uses elsewhere", () => {
    const text = "FROM node:24 AS a\nFROM node AS b\nCOPY --from=node:22 c /d\n";
    assert.equal(fixed(text, lint(text, only("untagged-base-image")), "first"), text.replace("node AS", "node:24 AS"));
    const latest = 'FROM node:24 AS a\nFROM "node:latest"\n';
    assert.equal(fixed(latest, lint(latest, only("latest-tag")), "first"), 'FROM node:24 AS a\nFROM "node:24"\n');
  });

  test("takes those of the engine, first of the very image that is the latest there, or its digest", async () => {
    const engine = engineWith(
      image(3, ["docker.io/library/alpine:edge"]),
      image(2, ["alpine:latest", "alpine:3.22"], [`alpine@${DIGEST}`]),
      image(4, ["other/alpine:1", "alpines:2"]),
      image(1, []),
    );
    assert.deepEqual(await offers("FROM alpine\n", { engine }), [
      ["Change to `alpine:3.22`, which Docker 28 has", "FROM alpine:3.22\n"],
      ["Change to `alpine:edge`, which Docker 28 has", "FROM alpine:edge\n"],
      ["Pin `alpine` to the digest that Docker 28 has", `FROM alpine@${DIGEST}\n`],
    ]);
    assert.deepEqual((await offers("FROM alpine:latest AS b\n", { engine }))[0], [
      "Change to `alpine:3.22`, which Docker 28 has",
      "FROM alpine:3.22 AS b\n",
    ]);
  });

  test("takes those of other open files and of the registry, each once", async () => {
    const registry = ["latest", "9", "10.1", "10", "10-slim", "sha-1"];
    const found = await offers("FROM localhost:5000/a/b\n", { others: ["FROM localhost:5000/a/b:10\n"], registry });
    assert.deepEqual(
      found.map(([title]) => title),
      [
        "Change to `localhost:5000/a/b:10`, as in Dockerfile",
        "Change to `localhost:5000/a/b:10.1`, among the newest of localhost:5000",
        "Change to `localhost:5000/a/b:9`, among the newest of localhost:5000",
      ],
    );
    assert.equal(found[1]?.[1], "FROM localhost:5000/a/b:10.1\n");
  });

  test("is left alone where nothing is known, or its name is none", async () => {
    assert.deepEqual(await offers("FROM alpine\n", {}), []);
    assert.deepEqual(await offers("FROM Alpine\n", { registry: ["1"] }), []);
  });
});
