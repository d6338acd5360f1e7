import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, suite, test } from "node:test";
import * as l10n from "@vscode/l10n";
import type { BuildRecord } from "../../../client/src/build/history.ts";
import { PLAIN_OPTIONS } from "../../../client/src/build/options.ts";
import type { Container, ContainerState } from "../../../client/src/engine/api/containers.ts";
import type { FileEntry } from "../../../client/src/engine/api/files.ts";
import type { ContainerNode, GroupNode, Node, SectionNode } from "../../../client/src/views/node.ts";
import { VIEWS } from "../../../client/src/views/node.ts";
import { present } from "../../../client/src/views/present.ts";
import { CONNECTED, container, image, network, volume } from "../../support/engine-objects.ts";

const ENGINE = { engine: "e" };
const PORT = { privatePort: 80, publicPort: 8080, ip: null, protocol: "tcp" };
const NOW = 1_700_000_000_000;
const STATES: readonly ContainerState[] = [
  ...(["created", "running", "paused", "restarting"] as const),
  ...(["removing", "exited", "dead"] as const),
];

const containerNode = (fields: Partial<Container> = {}, note?: string): ContainerNode => ({
  ...{ kind: "container", id: "c", ...ENGINE, ...(note !== undefined && { note }) },
  container: container({ name: "web", ports: [PORT], startedAt: NOW / 1000 - 300, ...fields }),
});
const file = (fields: Partial<FileEntry>, isFolder = false, path = `/etc/${fields.name}`): Node => ({
  ...{ kind: "file", id: path, ...ENGINE, path, isFolder, root: { kind: "container", engine: "e", name: "web" } },
  entry: { name: "", type: "file", size: 120, mode: 0o644, modifiedAt: NOW, target: null, ...fields },
});
const section = (what: SectionNode["what"]): Node => ({
  ...{ kind: "section", id: what, ...ENGINE, what, owner: containerNode(), count: what === "ports" ? 2 : null },
});
const group = (by: GroupNode["by"], name: string): Node => ({
  ...{ kind: "group", id: by, by, name },
  members:
    by === "repository"
      ? [{ kind: "image", id: "i", ...ENGINE, image: image({ id: "1", tags: ["app:1"] }), tag: "app:1", users: 1 }]
      : [containerNode(), containerNode({ health: "unhealthy" })],
});
const build = (outcome: BuildRecord["outcome"]): Node => ({
  ...{ kind: "build", id: "b", previous: null },
  build: {
    ...{
      dockerfile: "/shop/Dockerfile",
      options: { ...PLAIN_OPTIONS, tag: "shop:1", context: "/shop" },
      startedAt: NOW,
      seconds: 3.2,
    },
    ...{ outcome, steps: [{ name: "RUN make", status: "cached", seconds: 0 }], size: outcome === "built" ? 5e6 : null },
  },
});
const engine = (status: typeof CONNECTED | null, isCurrent: boolean): Node => ({
  ...{ kind: "engine", id: "e/engine", ...ENGINE, status, isCurrent, isPinned: false, members: null },
  known: {
    ...{ id: "e", name: "Docker", url: "unix:///e.sock", source: "socket", context: null },
    address: () => Promise.reject(new Error("not asked for")),
  },
});

/** One of each way in which a row of that kind may look. A kind that is new is asked for by the compiler. */
const NODES: { readonly [Kind in Node["kind"]]: readonly Node[] } = {
  engine: [
    engine(CONNECTED, true),
    engine(null, false),
    engine({ kind: "connecting", address: "unix:///e.sock" }, true),
    engine({ kind: "unreachable", address: "unix:///e.sock", reason: "timeout", message: "it hangs" }, false),
  ],
  build: [build("built"), build("failed"), build("cancelled")],
  container: [
    ...STATES.map((state) => containerNode({ state, ...(state !== "running" && { startedAt: null }) })),
    containerNode({ health: "unhealthy" }),
    containerNode({ health: "starting", ports: [] }),
    containerNode({ state: "exited", status: "Exited (1) 3 hours ago", startedAt: null }),
    containerNode({}, "10.0.0.2"),
  ],
  image: [
    {
      kind: "image",
      id: "i",
      ...ENGINE,
      image: image({ id: "1", tags: ["app:1"], size: 5e6 }),
      tag: "app:1",
      users: 1,
    },
    {
      kind: "image",
      id: "i",
      ...ENGINE,
      image: image({ id: "1", tags: ["app:1"], size: 5e6 }),
      tag: "app:1",
      users: 0,
    },
    { kind: "image", id: "i", ...ENGINE, image: image({ id: "1" }), tag: null, users: 0 },
  ],
  volume: [
    { kind: "volume", id: "v", ...ENGINE, volume: volume({ name: "data" }), users: 2 },
    { kind: "volume", id: "v", ...ENGINE, volume: volume({ name: "data", driver: "nfs" }), users: 0 },
  ],
  network: [
    { kind: "network", id: "n", ...ENGINE, network: network({ name: "back" }), users: 2 },
    { kind: "network", id: "n", ...ENGINE, network: network({ name: "back", internal: true }), users: 0 },
  ],
  section: (["ports", "mounts", "networks", "environment", "processes", "layers", "tags", "containers"] as const).map(
    section,
  ),
  port: [PORT, { ...PORT, ip: "127.0.0.1" }, { ...PORT, publicPort: null, protocol: "udp" }].map((port) => ({
    ...{ kind: "port", id: "p", ...ENGINE, container: container({ name: "web" }), port },
  })),
  mount: (["bind", "volume", "tmpfs", "other"] as const).map((kind) => ({
    ...{ kind: "mount", id: kind, ...ENGINE },
    mount: { kind, source: kind === "tmpfs" ? "" : "data", destination: "/data", writable: kind !== "bind" },
  })),
  membership: ["172.17.0.2", ""].map((address) => ({
    ...{ kind: "membership", id: "m", ...ENGINE, container: container({ name: "web" }) },
    membership: { networkId: "1", network: "back", address, address6: "", mac: "", gateway: "", aliases: [] },
  })),
  variable: [true, false].map((isShown) => ({
    ...{ kind: "variable", id: "x", ...ENGINE, name: "TOKEN", value: "hush", isShown },
  })),
  process: [{ kind: "process", id: "1", ...ENGINE, cells: { PID: "1", USER: "root", COMMAND: "sleep 10" } }],
  layer: [
    { kind: "layer", id: "l", ...ENGINE, layer: { createdBy: "RUN /bin/sh -c make # buildkit", size: 5e6 } },
    { kind: "layer", id: "l", ...ENGINE, layer: { createdBy: "", size: 0 } },
  ],
  tag: [{ kind: "tag", id: "t", ...ENGINE, tag: "app:1" }],
  file: [
    file({ name: "passwd" }),
    file({ name: "ssl", type: "folder" }, true),
    file({ name: "mtab", type: "link", target: "/proc/mounts" }),
    file({ name: "lib", type: "link", target: "/usr/lib" }, true),
    file({ name: "tty", type: "other" }),
    file({ name: "", type: "folder" }, true, "/"),
  ],
  note: [{ kind: "note", id: "n", ...ENGINE, text: "Empty", isFailure: false }],
  group: (["project", "image", "network", "state", "label", "repository"] as const).map((by) => group(by, "shop")),
  problem: [{ kind: "problem", id: "p", address: "unix:///e.sock", reason: "timeout", message: "it hangs" }],
  address: [{ kind: "address", id: "a", address: "unix:///e.sock" }],
  advice: [{ kind: "advice", id: "a", ...ENGINE, command: null, reason: "timeout" }],
  retry: [{ kind: "retry", id: "r" }],
  empty: VIEWS.flatMap((view) => [true, false].map((filtered): Node => ({ kind: "empty", id: view, view, filtered }))),
};

const SPANISH = JSON.parse(readFileSync("l10n/bundle.l10n.es.json", "utf8")) as Record<string, string>;
const STATS = { cpu: 3, memory: 45e6, memoryLimit: 0, received: 0, sent: 0, read: 0, written: 0, processes: 1 };

function spokenOf(node: Node): string {
  return present(node, NOW).spoken;
}

for (const [language, contents] of Object.entries({ English: {}, Spanish: SPANISH }))
  suite(`what a screen reader says, in ${language}`, () => {
    const all = Object.values(NODES).flat();
    l10n.config({ contents });
    const rows = all.map((node) => ({ node, row: present(node, NOW) }));
    l10n.config({ contents: {} });
    after(() => l10n.config({ contents: {} }));

    test("is something for every row, once, and in words", () => {
      for (const { row, node } of rows) {
        const parts = row.spoken.split(", ");
        const which = `${node.kind}: ${row.spoken}`;
        assert.ok(
          parts.every((it) => it.trim() !== "" && it === it.trim()),
          which,
        );
        assert.equal(new Set(parts).size, parts.length, which);
        assert.doesNotMatch(row.spoken, /[→·•]|undefined|null|\{\d\}|\$\(/, which);
      }
    });

    test("is all that the row shows beside its name", () => {
      for (const { row, node } of rows) {
        const shown = row.description.split(" · ").filter((it) => it !== "" && !/[→•]/.test(it));
        for (const it of shown) assert.ok(row.spoken.includes(it), `${node.kind} shows ${it} and says ${row.spoken}`);
      }
    });

    test("says what stands in the icon only", () => {
      const states = rows.filter(({ node }) => node.kind === "container").map(({ row }) => row.spoken);
      assert.equal(new Set(states).size, states.length);
      const engines = rows.filter(({ node }) => node.kind === "engine").map(({ row }) => row.spoken);
      assert.equal(new Set(engines).size, engines.length);
    });
  });

suite("what a screen reader says", () => {
  after(() => l10n.config({ contents: {} }));

  test("is Spanish for every kind, but for what comes from the engine", () => {
    for (const [kind, nodes] of Object.entries(NODES)) {
      if (kind === "note") continue; // Its text is given in the user's language.
      const english = nodes.map(spokenOf);
      l10n.config({ contents: SPANISH });
      const spanish = nodes.map(spokenOf);
      l10n.config({ contents: {} });
      const same = english.filter((it, i) => it === spanish[i]);
      // A variable whose value is shown is its name and value, and a group of a repository has the words of one only.
      assert.ok(
        same.every((it) => /^TOKEN/.test(it)),
        `${kind}: ${same.join("; ")}`,
      );
    }
  });

  test("tells the measurements while they are shown", () => {
    const { spoken } = present(containerNode(), NOW, STATS as never);
    assert.equal(spoken, "Container web, running, image app:1, up 5 min, 3.0 %, 45 MB, ports 8080:80");
  });
});
