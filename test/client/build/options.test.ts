import assert from "node:assert/strict";
import { dirname } from "node:path";
import { suite, test } from "node:test";
import {
  type BuildOptions,
  contextFolders,
  defaultTag,
  itemsIn,
  labelsIn,
  labelsProblem,
  likelyContext,
  optionsText,
  PLAIN_OPTIONS,
  parseOptions,
  platformsProblem,
  stageTag,
  stageToBuild,
  tagProblem,
  tagsProblem,
  temporaryOptions,
} from "../../../client/src/build/options.ts";

const OPTIONS: BuildOptions = {
  tag: "shop:1",
  moreTags: ["shop:latest"],
  context: "/w/shop",
  target: "test",
  buildArgs: { V: "1" },
  noCache: true,
  pull: false,
  labels: { team: "shop" },
  platform: "linux/arm64",
  network: null,
  secrets: ["id=npmrc,src=.npmrc"],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  builder: null,
  push: false,
};

suite("the tag of a first build", () => {
  const tags = {
    "/w/My Shop/Dockerfile": "my-shop:latest",
    "/w/shop/Dockerfile.dev": "shop:dev",
    "/w/shop/Prod.Dockerfile": "shop:prod",
    "/w/shop/Containerfile": "shop:latest",
  };
  for (const [file, tag] of Object.entries(tags)) test(file, () => assert.equal(defaultTag(file, dirname(file)), tag));
  test("has the name of the context", () =>
    assert.equal(defaultTag("/w/shop/docker/Dockerfile", "/w/shop"), "shop:latest"));
});

test("the image of a stage is tagged with the stage", () => {
  assert.equal(stageTag("shop:1", "Test"), "shop:test");
  assert.equal(stageTag("localhost:5000/shop", "0"), "localhost:5000/shop:0");
});

test("Build image above the first stage builds the last one, whatever stage was once chosen in the options", () => {
  assert.equal(stageToBuild(null, "test"), null);
  assert.equal(stageToBuild("base", "test"), "base");
  assert.equal(stageToBuild(undefined, "test"), "test");
});

test("what is tried goes nowhere else, for one platform, whatever was remembered", () => {
  const elsewhere = {
    push: true,
    moreTags: ["shop:latest"],
    cacheTo: ["type=inline"],
    platform: "linux/amd64,linux/arm64",
  };
  const remembered = { ...PLAIN_OPTIONS, tag: "shop:1", context: "/w/shop", ...elsewhere, labels: { a: "b" } };
  const tried = temporaryOptions(remembered, { tag: "gantry-try/shop:test", target: "test", labels: { c: "d" } });
  const labels = { a: "b", c: "d" };
  const expected = { ...PLAIN_OPTIONS, context: "/w/shop", tag: "gantry-try/shop:test", target: "test", labels };
  assert.deepEqual(tried, expected);
});

test("more tags stand with commas between, and the first wrong one is told", () => {
  assert.deepEqual(itemsIn(" shop:latest, ghcr.io/team/shop:1 ,"), ["shop:latest", "ghcr.io/team/shop:1"]);
  assert.equal(tagsProblem("shop:latest, shop:2"), null);
  assert.equal(tagsProblem(""), null);
  assert.match(tagsProblem("shop:latest, Shop") ?? "", /'Shop'/);
});

suite("a tag that was typed", () => {
  test("is taken when it is a reference", () => assert.equal(tagProblem("ghcr.io/team/app:1.2"), null));
  test("is refused with the reason", () => {
    assert.match(tagProblem("App") ?? "", /capital letters/);
    assert.match(tagProblem("a b") ?? "", /lower-case letters/);
    assert.match(tagProblem(`a@sha256:${"0".repeat(64)}`) ?? "", /digest/);
    assert.notEqual(tagProblem(""), null);
  });
});

suite("the build context", () => {
  test("may be any folder from the Dockerfile's up to the workspace's", () => {
    assert.deepEqual(contextFolders("/w/a/b/Dockerfile", "/w"), ["/w/a/b", "/w/a", "/w"]);
    assert.deepEqual(contextFolders("/w/Dockerfile", "/w"), ["/w"]);
    assert.deepEqual(contextFolders("/else/Dockerfile", "/w"), ["/else"]);
    assert.deepEqual(contextFolders("/else/Dockerfile", null), ["/else"]);
  });

  const there = new Set(["/w/package.json", "/w/src", "/w/docker/entry.sh"]);
  const exists = async (path: string): Promise<boolean> => there.has(path);
  const folders = ["/w/docker", "/w"];

  test("is where most of what is copied is", async () => {
    assert.equal(await likelyContext(folders, ["package.json", "src", "entry.sh"], exists), "/w");
    assert.equal(await likelyContext(folders, ["entry.sh"], exists), "/w/docker");
  });

  test("is the Dockerfile's folder where nothing tells", async () => {
    assert.equal(await likelyContext(folders, [], exists), "/w/docker");
  });
});

suite("what is remembered of a build", () => {
  test("comes back", () => assert.deepEqual(parseOptions(optionsText(OPTIONS)), OPTIONS));

  test("leaves secrets out", () => {
    const text = optionsText({ ...OPTIONS, buildArgs: { V: "1", NPM_TOKEN: "hush" } });
    assert.equal(text.includes("hush"), false);
  });

  test("is nothing where it cannot be read", () => {
    for (const text of [null, "", "{", "null", "[]", '{"tag":1}']) assert.deepEqual(parseOptions(text), {});
  });
});

test("labels are read as they are written, and told where they are none", () => {
  assert.deepEqual(labelsIn(" a=1, b.c=x=y ,, d= "), { a: "1", "b.c": "x=y", d: "" });
  assert.equal(labelsProblem("a=1, b="), null);
  assert.match(labelsProblem("a=1, b") ?? "", /'b' is no label/);
});

test("a platform is one, several, or none", () => {
  for (const text of ["", "linux/amd64", "linux/arm/v7", "linux/amd64, linux/arm64"])
    assert.equal(platformsProblem(text), null);
  for (const text of ["linux", "linux/", "a b/c", "linux/amd64,"]) assert.ok(platformsProblem(text));
});
