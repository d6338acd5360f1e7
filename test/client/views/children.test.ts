import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Arrangement, EVERYTHING } from "../../../client/src/views/arrangement.ts";
import { arranged, children } from "../../../client/src/views/children.ts";
import { type Node, VIEWS } from "../../../client/src/views/node.ts";
import { present } from "../../../client/src/views/present.ts";
import { container, image, network, storeState, volume } from "../../support/engine-objects.ts";

const labels = (nodes: readonly Node[]): string[] => nodes.map((node) => present(node).label);

suite("the rows of a view", () => {
  test("containers stand by name, whatever their state", () => {
    const store = storeState({ containers: [container({ name: "web" }), container({ name: "db", state: "exited" })] });
    assert.deepEqual(labels(children("containers", store)), ["db", "web"]);
  });

  test("a container keeps its id when its state changes", () => {
    const before = children("containers", storeState({ containers: [container({ name: "web" })] }));
    const after = children("containers", storeState({ containers: [container({ name: "web", state: "exited" })] }));
    assert.equal(before[0]?.id, after[0]?.id);
  });

  test("an image is a row for each of its tags, dangling ones last and newest first", () => {
    const store = storeState({
      images: [
        image({ id: "sha256:old", createdAt: 1 }),
        image({ id: "sha256:new", createdAt: 2 }),
        image({ id: "sha256:app", tags: ["web:2", "web:1"] }),
      ],
    });
    const rows = children("images", store);
    assert.deepEqual(labels(rows), ["web:1", "web:2", "<none>", "<none>"]);
    assert.deepEqual(
      rows.slice(2).map((it) => it.kind === "image" && it.image.id),
      ["sha256:new", "sha256:old"],
    );
  });

  test("volumes and networks stand by name", () => {
    const store = storeState({
      volumes: [volume({ name: "b" }), volume({ name: "a" })],
      networks: [network({ name: "host" }), network({ name: "bridge" })],
    });
    assert.deepEqual(labels(children("volumes", store)), ["a", "b"]);
    assert.deepEqual(labels(children("networks", store)), ["bridge", "host"]);
  });

  test("an engine with nothing in it says so", () => {
    for (const view of VIEWS) assert.deepEqual(labels(children(view, storeState({}))), [`No ${view} yet`]);
  });
});

suite("the rows as they are arranged", () => {
  const SHOP = { "com.docker.compose.project": "shop" };
  const store = storeState({
    containers: [
      container({ name: "shop-web", labels: SHOP, networks: ["front", "back"] }),
      container({ name: "shop-db", labels: SHOP, networks: ["back"], state: "exited" }),
      container({ name: "alone", image: "tool:2" }),
    ],
    images: ["web:1", "web:2", "localhost:5000/web:1", "db:1"].map((tag) =>
      image({ id: `sha256:${tag}`, tags: [tag] }),
    ),
  });
  const rows = (change: Partial<Arrangement>, view: "containers" | "images" = "containers"): Node[] =>
    arranged(view, store, { ...EVERYTHING, ...change });
  /** `shop (shop-db, shop-web)`: a group with its rows. */
  const outline = (nodes: readonly Node[]): string[] =>
    nodes.map((it) => {
      const { label } = present(it);
      return it.kind === "group" ? `${label} (${labels(it.members).join(", ")})` : label;
    });

  test("containers of a compose project are a group, the others stay beside it", () => {
    assert.deepEqual(outline(rows({})), ["shop (shop-db, shop-web)", "alone"]);
  });

  test("a group says how many of its containers run", () => {
    const [group] = rows({});
    assert.equal(group && present(group).description, "1/2 running");
  });

  test("a group's id holds no state", () => {
    const later = storeState({ containers: [container({ name: "x", labels: SHOP, state: "dead" })] });
    assert.equal(rows({})[0]?.id, arranged("containers", later, EVERYTHING)[0]?.id);
  });

  test("by image, state and network, or not at all", () => {
    assert.deepEqual(outline(rows({ groupBy: "image" })), ["app:1 (shop-db, shop-web)", "tool:2 (alone)"]);
    assert.deepEqual(outline(rows({ groupBy: "state" })), ["running (alone, shop-web)", "stopped (shop-db)"]);
    assert.deepEqual(outline(rows({ groupBy: "network" })), ["back (shop-db, shop-web)", "front (shop-web)", "alone"]);
    assert.deepEqual(outline(rows({ groupBy: "none" })), ["alone", "shop-db", "shop-web"]);
  });

  test("a container in two networks is two rows with an id each", () => {
    const ids = rows({ groupBy: "network" }).flatMap((it) =>
      (it.kind === "group" ? it.members : [it]).map(({ id }) => id),
    );
    assert.equal(new Set(ids).size, 4);
  });

  test("only those that run", () => {
    assert.deepEqual(outline(rows({ onlyRunning: true })), ["shop (shop-web)", "alone"]);
  });

  test("only those that hold a text, in whatever case", () => {
    assert.deepEqual(outline(rows({ text: " SHOP-w" })), ["shop (shop-web)"]);
    assert.deepEqual(outline(rows({ text: "tool" })), ["alone"]);
  });

  test("a filter that leaves nothing says so", () => {
    assert.deepEqual(outline(rows({ text: "nothing like it" })), ["Nothing matches the filter"]);
  });

  test("a repository with several tags is a group", () => {
    assert.deepEqual(outline(rows({}, "images")), ["db:1", "localhost:5000/web:1", "web (web:1, web:2)"]);
  });
});

suite("an engine that cannot be reached", () => {
  const status = { kind: "unreachable", address: "unix:///e.sock", reason: "denied", message: "EACCES" } as const;
  const store = storeState({ status, containers: [container({ name: "web" })] });

  test("shows what is wrong, the address, what to do and Retry instead of what it once had", () => {
    const rows = children("containers", store);
    assert.deepEqual(labels(rows), [
      "No permission to use the engine",
      "unix:///e.sock",
      "Join the group 'docker'",
      "Retry",
    ]);
    assert.equal(rows[3] && present(rows[3]).command, "gantry.engines.retry");
  });

  test("the other views only say what is wrong", () => {
    assert.deepEqual(labels(children("images", store)), ["No permission to use the engine"]);
  });
});

test("no two rows of one engine share an id", () => {
  const store = storeState({
    containers: [container({ name: "x", id: "x" })],
    images: [image({ id: "x", tags: ["x", "y"] })],
    volumes: [volume({ name: "x" })],
    networks: [network({ name: "x", id: "x" })],
  });
  const ids = VIEWS.flatMap((view) => children(view, store)).map((it) => it.id);
  assert.equal(new Set(ids).size, ids.length);
});
