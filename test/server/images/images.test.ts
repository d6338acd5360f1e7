import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-types";
import type { Images } from "../../../server/src/images/images.ts";
import { NO_IMAGES } from "../../../server/src/images/images.ts";
import type { TagSource } from "../../../server/src/images/registry-tags.ts";
import { languageOfFile } from "../../../server/src/languages.ts";
import type { EngineState, ImageDetails } from "../../../server/src/shared/protocol.ts";
import { open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const NEW = {
  tags: ["shop/web:2", "web:latest"],
  digests: [],
  size: 12_300_000,
  createdAt: Date.now() / 1000 - 200_000,
};
const OLD = { tags: ["node:24"], digests: ["node@sha256:ab"], size: 1_100_000_000, createdAt: 1_700_000_000 };
const ENGINE: EngineState = {
  name: "Docker 28.1.0",
  version: "28.1.0",
  apiVersion: "1.49",
  os: "linux",
  arch: "amd64",
  buildkit: true,
  images: [OLD, { tags: [], digests: [], size: 1, createdAt: 1 }, NEW],
};
const DETAILS: ImageDetails = {
  ...OLD,
  platform: "linux/amd64",
  ports: ["80/tcp"],
  entrypoint: ["docker-entrypoint.sh"],
  command: ["node", "`[a](command:x)\n"],
  user: "",
  workingDir: "",
};
const IMAGES: Images = {
  engine: ENGINE,
  isWaiting: false,
  wanted: async () => ENGINE,
  details: async (reference) => (reference === "node:24" ? DETAILS : null),
};

const NEVER = new AbortController().signal;
const NO_TAGS: TagSource = async () => [];

async function completions(marked: string, images = IMAGES, tags = NO_TAGS) {
  const { text, offset } = cursor(marked);
  const document = open(text);
  const at = document.text.positionAt(offset);
  const found = await languageOfFile("Dockerfile")?.completeImage?.(document, at, images, { tags, signal: NEVER });
  return found?.items ?? null;
}
const labels = async (marked: string, images = IMAGES) => (await completions(marked, images))?.map((it) => it.label);

async function hover(marked: string, images = IMAGES): Promise<string | null> {
  const { text, offset } = cursor(marked);
  const document = open(text);
  const found = await languageOfFile("Dockerfile")?.hoverImage?.(document, document.text.positionAt(offset), images);
  return found ? (found.contents as MarkupContent).value : null; // What hoverImage makes.
}

suite("image names", () => {
  test("what the engine has comes first, the newest first, then names that many start from", async () => {
    const items = (await completions("FROM <|>")) ?? [];
    const sorted = items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    assert.deepEqual(
      sorted.slice(0, 4).map((it) => it.label),
      ["shop/web:2", "web:latest", "node:24", "almalinux"],
    );
    assert.equal(items[0]?.detail, "12 MB, 2 days ago");
  });
  test("the whole name is replaced, tag and all", async () => {
    const items = (await completions("FROM --platform=linux/amd64 node:2<|>")) ?? [];
    const edit = items.find((it) => it.label === "node:24")?.textEdit;
    assert.deepEqual(edit, {
      newText: "node:24",
      range: { start: { line: 0, character: 28 }, end: { line: 0, character: 34 } },
    });
    assert.ok(!items.some((it) => it.label === "alpine"));
  });
  test("in COPY --from and RUN --mount=from= too, and nowhere else", async () => {
    assert.ok((await labels("FROM a\nCOPY --from=w<|>"))?.includes("web:latest"));
    assert.ok((await labels("FROM a\nRUN --mount=type=bind,from=<|>"))?.includes("web:latest"));
    for (const elsewhere of ["FR<|>", "FROM a <|>", "FROM a\nCOPY <|>", "FROM --plat<|>", "FROM a:$V<|>", "# FROM <|>"])
      assert.equal(await completions(elsewhere), null, elsewhere);
  });
  test("without an engine only the well-known names", async () => {
    assert.ok((await labels("FROM <|>", NO_IMAGES))?.includes("alpine"));
    assert.deepEqual(await labels("FROM node:<|>", NO_IMAGES), []);
  });
});

suite("tags of a registry", () => {
  const tags: TagSource = async ({ registry, name }) =>
    registry === "quay.io" && name === "a/b" ? ["1.9", "1.10", "edge", "latest", "1.10-alpine"] : null;
  test("stand behind the colon, the newest first, after what the engine has", async () => {
    const items = (await completions("FROM quay.io/a/b:<|>", IMAGES, tags)) ?? [];
    const found = items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1)).map((it) => it.label);
    const names = ["latest", "edge", "1.10-alpine", "1.10", "1.9"].map((tag) => `quay.io/a/b:${tag}`);
    assert.deepEqual(found.slice(3), names);
  });
  test("are asked for again while they are not known, and never without a colon", async () => {
    const { text, offset } = cursor("FROM quay.io/a/c:<|>");
    const document = open(text);
    const at = document.text.positionAt(offset);
    const found = await languageOfFile("Dockerfile")?.completeImage?.(document, at, IMAGES, { tags, signal: NEVER });
    assert.equal(found?.isIncomplete, true);
    const fails: TagSource = () => assert.fail("asked");
    await completions("FROM quay.io/a/b<|>", IMAGES, fails);
    await completions("FROM quay.io/a/b@sha256:<|>", IMAGES, fails);
    await completions("FROM ../x:<|>", IMAGES, fails);
  });
});

suite("hover of an image", () => {
  test("says what the engine has", async () => {
    const text = (await hover("FROM no<|>de:24")) ?? "";
    assert.match(text, /: `sha256:ab`/);
    for (const part of ["1.1 GB", "2023-11-14", "`linux/amd64`", "`80/tcp`", '`["docker-entrypoint.sh"]`'])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });
  test("text of an image cannot leave its code", async () => {
    const text = (await hover("FROM no<|>de:24")) ?? "";
    const line = text.split("\n").find((it) => it.includes("command:x")) ?? "";
    assert.equal(line.match(/`/g)?.length, 2, line);
  });
  test("the default of an ARG is filled in; what is not known is not asked for", async () => {
    assert.match((await hover("ARG V=24\nFROM no<|>de:${V}")) ?? "", /1\.1 GB/);
    assert.equal(await hover("ARG V\nFROM no<|>de:${V}"), null);
  });
  test("an image that the engine has not is fetched by a build; of stages and scratch nothing is said", async () => {
    assert.match((await hover("FROM al<|>pine:3")) ?? "", /Docker 28\.1\.0.*alpine:3/);
    assert.equal(await hover("FROM a AS b\nFROM <|>b"), null);
    assert.equal(await hover("FROM a AS b\nFROM c\nCOPY --from=<|>b / /"), null);
    assert.equal(await hover("FROM scr<|>atch"), null);
  });
  test("nothing without an engine", async () => assert.equal(await hover("FROM al<|>pine:3", NO_IMAGES), null));
});
