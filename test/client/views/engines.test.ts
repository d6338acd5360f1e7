import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { KnownEngine } from "../../../client/src/engine/discover.ts";
import type { EngineStatus, EngineStore } from "../../../client/src/engine/store.ts";
import { Arrangements } from "../../../client/src/views/arrangement.ts";
import { type EngineSet, engineRows, objectRows } from "../../../client/src/views/engines.ts";
import { present } from "../../../client/src/views/present.ts";
import { container, storeState } from "../../support/engine-objects.ts";

const known = (id: string): KnownEngine => ({
  id,
  name: `Engine ${id}`,
  url: `unix:///${id}.sock`,
  source: "socket",
  context: null,
  address: async () => ({ url: `unix:///${id}.sock`, tls: null }),
});
const away: EngineStatus = { kind: "unreachable", address: "unix:///c.sock", reason: "stopped", message: "nobody" };

function setOf(...ids: readonly string[]): EngineSet {
  const stores = ids.map((id) => {
    const held = id === "c" ? { status: away } : { containers: [container({ name: `web-${id}` })] };
    return { ...storeState(held), id } as unknown as EngineStore; // What the rows read of it.
  });
  return {
    known: ["a", "b", "c"].map(known),
    currentId: ids[0] ?? null,
    opened: stores,
    statusOf: (id) => stores.find((it) => it.id === id)?.status ?? null,
    isPinned: () => false,
  };
}
const everything = new Arrangements({ get: () => null, set: () => {} }).of("containers");
const rows = (view: "containers" | "images", ...ids: readonly string[]) =>
  objectRows(view, setOf(...ids), everything, []);

suite("the rows of engines", () => {
  test("one engine alone is not in the way of its objects", () => {
    assert.deepEqual(
      rows("containers", "a").map((it) => it.kind),
      ["container"],
    );
  });
  test("several stand above their own objects, each of which knows its engine", () => {
    const [a, b] = rows("containers", "a", "b");
    assert.ok(a?.kind === "engine" && b?.kind === "engine");
    assert.deepEqual([a.isCurrent, b.isCurrent], [true, false]);
    const [web] = b.members ?? [];
    assert.equal(web?.kind === "container" && `${web.engine} ${web.container.name}`, "b web-b");
  });
  test("what is wrong with one is said once, with what to do", () => {
    const lost = rows("containers", "a", "c")[1];
    assert.ok(lost?.kind === "engine");
    assert.equal(present(lost).description, "The engine is not running");
    assert.deepEqual(
      lost.members?.map((it) => it.kind),
      ["address", "advice", "retry"],
    );
    const inImages = rows("images", "a", "c")[1];
    assert.ok(inImages?.kind === "engine");
    assert.deepEqual(inImages.members, []);
    assert.equal(present(inImages).expanded, true);
  });
  test("the view of the engines has all, with their state in words for those who see no icon", () => {
    const [a, b, c] = engineRows(setOf("a", "c")).map((it) => present(it));
    assert.equal(a?.description, "current · Docker 20.10.24 · unix:///a.sock");
    assert.match(a?.spoken ?? "", /Engine a, current, Docker 20.10.24, connected/);
    assert.equal(b?.description, "not connected · unix:///b.sock");
    assert.match(c?.tooltip ?? "", /Start Docker or Podman/);
  });
});
