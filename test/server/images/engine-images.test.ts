import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { EngineImages } from "../../../server/src/images/engine-images.ts";
import { ENGINE_STATE, type EngineState } from "../../../server/src/shared/protocol.ts";

const STATE: EngineState = {
  name: "Docker 28.1.0",
  version: "28.1.0",
  apiVersion: "1.49",
  os: "linux",
  arch: "amd64",
  buildkit: true,
  images: [],
};

/** A client whose engine is `state.now`; it connects to it only when somebody wants it. */
function client() {
  const state: { now: EngineState | null; platform: string; isConnected: boolean; asked: number; news: number } = {
    now: STATE,
    platform: "linux/amd64",
    isConnected: false,
    asked: 0,
    news: 0,
  };
  const answer = (method: string, params: object): unknown => {
    state.asked++;
    if (method !== ENGINE_STATE) return { platform: state.platform };
    if ("isWanted" in params && params.isWanted) state.isConnected = true;
    return state.isConnected ? state.now : null;
  };
  const images = new EngineImages(
    async <T>(method: string, params: object) => answer(method, params) as T,
    () => {
      state.news++;
    },
  );
  return { state, images };
}

suite("what the server knows of the engine", () => {
  test("it connects only for who wants something of it, and asks once", async () => {
    const { state, images } = client();
    images.changed();
    await new Promise(setImmediate);
    assert.deepEqual([state.isConnected, images.engine], [false, null]);
    assert.equal((await images.wanted())?.name, "Docker 28.1.0");
    await images.wanted();
    assert.equal(state.asked, 2);
    assert.equal(images.engine?.name, "Docker 28.1.0");
  });

  test("a change is asked about at once; another engine is told, other images are not", async () => {
    const { state, images } = client();
    await images.wanted();
    state.now = { ...STATE, images: [{ tags: ["a:1"], digests: [], size: 1, createdAt: 1 }] };
    images.changed();
    assert.equal((await images.wanted())?.images.length, 1);
    assert.equal(state.news, 1);
    state.now = null;
    images.changed();
    assert.equal(await images.wanted(), null);
    assert.equal(images.engine, null);
    assert.equal(state.news, 2);
  });

  test("an image for another platform is told of when it is known, and again when it is no more", async () => {
    const { state, images } = client();
    state.now = { ...STATE, images: [{ tags: ["docker.io/library/a:1"], digests: [], size: 1, createdAt: 1 }] };
    await images.wanted();
    const settled = () => new Promise(setImmediate);
    assert.equal(images.platforms?.foreign("b:1"), null);
    assert.equal(images.platforms?.foreign("a:1"), null);
    await settled();
    assert.equal(state.news, 1, "of another platform nothing is known yet");
    state.platform = "linux/arm64/v8";
    images.changed();
    await settled();
    assert.equal(state.news, 2);
    assert.equal(images.platforms?.foreign("a:1"), "linux/arm64/v8");
    state.platform = "linux/amd64";
    images.changed();
    await settled();
    assert.deepEqual([state.news, images.platforms?.foreign("a:1")], [3, null]);
  });

  test("who completes waits no longer than a moment for an engine that is slow", async () => {
    const images = new EngineImages(
      () => new Promise(() => {}),
      () => {},
    );
    const started = Date.now();
    assert.equal(await images.wanted(), null);
    assert.equal(await images.details("node"), null);
    assert.ok(Date.now() - started < 3000);
    assert.ok(images.isWaiting);
  });

  test("a client that fails is one without an engine", async () => {
    const images = new EngineImages(
      () => Promise.reject(new Error("no such method")),
      () => {},
    );
    assert.equal(await images.wanted(), null);
    assert.equal(await images.details("node"), null);
    assert.ok(!images.isWaiting);
  });
});
