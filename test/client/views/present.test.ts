import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Container, Port } from "../../../client/src/engine/api/containers.ts";
import { badgeOf } from "../../../client/src/views/badge.ts";
import { present } from "../../../client/src/views/present.ts";
import { container, image, volume } from "../../support/engine-objects.ts";

const rowOf = (fields: Partial<Container>) =>
  present({ kind: "container", id: "1", engine: "e", container: container({ name: "web", ...fields }) });
const port = (privatePort: number, publicPort: number | null, protocol = "tcp"): Port => ({
  privatePort,
  publicPort,
  ip: null,
  protocol,
});

suite("a container's row", () => {
  test("names the published ports and the image", () => {
    assert.equal(
      rowOf({ ports: [port(80, 8080), port(443, 443), port(9000, null)] }).description,
      "8080→80, 443 · app:1",
    );
  });

  test("shows a port that is bound for IPv4 and IPv6 once", () => {
    assert.equal(rowOf({ ports: [port(80, 8080), port(80, 8080)] }).description, "8080→80 · app:1");
  });

  test("names a protocol that is not tcp", () => {
    assert.equal(rowOf({ ports: [port(53, 5353, "udp")] }).description, "5353→53/udp · app:1");
  });

  test("has an icon for each state", () => {
    const icons = {
      running: "vm-running",
      paused: "debug-pause",
      restarting: "sync~spin",
      removing: "sync~spin",
      created: "vm",
      exited: "vm-outline",
      dead: "error",
    } as const;
    for (const [state, icon] of Object.entries(icons))
      assert.equal(rowOf({ state: state as Container["state"] }).icon.id, icon, state);
  });

  test("warns when it is unhealthy", () => {
    assert.equal(rowOf({ health: "unhealthy" }).icon.id, "warning");
  });

  test("says how long it has been up", () => {
    const now = 1_700_000_000;
    const after = (seconds: number) =>
      present(
        { kind: "container", id: "1", engine: "e", container: container({ name: "web", startedAt: now - seconds }) },
        now * 1000,
      ).description;
    assert.equal(after(10), "just started · app:1");
    assert.equal(after(90), "up 1 min · app:1");
    assert.equal(after(7300), "up 2 h · app:1");
    assert.equal(after(3600 * 47), "up 47 h · app:1");
    assert.equal(after(3600 * 48), "up 2 days · app:1");
    assert.equal(after(86_400 * 3), "up 3 days · app:1");
    assert.equal(rowOf({ state: "exited", startedAt: null }).description, "app:1");
  });

  test("one that failed by itself says so, one that was stopped does not", () => {
    const ended = (status: string) => rowOf({ state: "exited", startedAt: null, status });
    const look = (status: string) => [ended(status).description, ended(status).icon.color];
    assert.deepEqual(look("Exited (3) 2 hours ago"), ["exit code 3 · app:1", "list.errorForeground"]);
    for (const code of [0, 137, 143])
      assert.deepEqual(look(`Exited (${code}) 2 hours ago`), ["app:1", "disabledForeground"]);
    assert.equal(rowOf({ state: "running", status: "Exited (3)", startedAt: null }).description, "app:1");
  });

  test("says when its health check fails", () => {
    assert.equal(rowOf({ health: "unhealthy" }).description, "unhealthy · app:1");
    assert.equal(rowOf({ health: "healthy" }).description, "app:1");
  });

  test("its tooltip says in the user's words how it is", () => {
    const state = (it: Partial<Container>) => rowOf(it).tooltip.split("\n")[1];
    const ended = (seconds: number) =>
      state({
        state: "exited",
        status: "Exited (0) 1 hour ago",
        endedAt: Date.now() / 1000 - seconds,
        startedAt: null,
      });
    assert.equal(ended(5), "stopped, exit code 0, moments ago");
    assert.equal(ended(130), "stopped, exit code 0, 2 min ago");
    assert.equal(ended(7300), "stopped, exit code 0, 2 h ago");
    assert.equal(ended(86_400 * 3), "stopped, exit code 0, 3 days ago");
    assert.equal(state({ state: "created", status: "Created", startedAt: null }), "created");
    assert.equal(state({ status: "Up 3 hours (healthy)", health: "healthy", startedAt: null }), "running, healthy");
    assert.equal(
      state({ status: "Up 3 hours", health: "starting", startedAt: null }),
      "running, health check under way",
    );
  });

  test("tells a screen reader its state", () => {
    assert.equal(
      rowOf({ state: "exited", status: "Exited (1)" }).spoken,
      "Container web, stopped, exit code 1, image app:1",
    );
  });
});

suite("other rows", () => {
  test("a group counts those that run", () => {
    const members = (["running", "exited", "paused"] as const).map((state) => ({
      ...{ kind: "container" as const, id: state, engine: "e" },
      container: container({ name: state, state }),
    }));
    const row = present({ kind: "group", id: "g", by: "project", name: "shop", members });
    assert.deepEqual([row.description, row.icon.color], ["1/3 running", "charts.green"]);
    const off = present({ kind: "group", id: "g", by: "project", name: "shop", members: members.slice(1) });
    assert.deepEqual([off.description, off.icon.color], ["0/2 running", null]);
  });

  test("an image says how many containers use it", () => {
    const tooltips = [0, 1, 2].map(
      (users) => present({ kind: "image", id: "i", engine: "e", image: image({ id: "1" }), tag: "a:1", users }).tooltip,
    );
    assert.deepEqual(
      tooltips.map((it) => it.split("\n").at(-1)),
      ["Used by no container", "Used by one container", "Used by 2 containers"],
    );
  });

  test("a port says on which address it can be reached", () => {
    const addresses = [null, "0.0.0.0", "::", "127.0.0.1"].map(
      (ip) =>
        present({
          ...{ kind: "port", id: "p", engine: "e", container: container({ name: "web" }) },
          port: { ...port(80, 8080), ip },
        }).description,
    );
    assert.deepEqual(addresses, ["every address", "every address", "every address", "127.0.0.1"]);
  });
});

suite("the badge", () => {
  const of = (...containers: Container[]) => badgeOf([{ containers: new Map(containers.map((it) => [it.id, it])) }]);

  test("counts and names the unhealthy containers that run", () => {
    const sick = { health: "unhealthy" } as const;
    const gone = container({ name: "gone", state: "exited", ...sick });
    assert.deepEqual(of(container({ name: "web", ...sick }), container({ name: "db", ...sick }), gone), {
      value: 2,
      tooltip: "Unhealthy: db, web",
    });
  });

  test("is not there when all are well", () => {
    assert.equal(of(container({ name: "web", health: "healthy" })), null);
  });
});

suite("sizes", () => {
  const sizes: Record<number, string> = {
    0: "0 B",
    999: "999 B",
    1000: "1.0 kB",
    4600000: "4.6 MB",
    123456789: "123 MB",
    9.9e12: "9.9 TB",
  };
  for (const [size, text] of Object.entries(sizes))
    test(`${size} is ${text}`, () => {
      const row = present({
        kind: "image",
        users: 1,
        id: "1",
        engine: "e",
        tag: "a:1",
        image: image({ id: "sha256:1", size: Number(size) }),
      });
      assert.equal(row.description, text);
    });
});

test("a volume without a name of its own leaves room for what is said of it", () => {
  const name = "0123456789ab".padEnd(64, "c");
  const { label, description, tooltip } = present({
    ...{ kind: "volume", users: 0, id: "1", engine: "e" },
    volume: volume({ name }),
  });
  assert.deepEqual([label, description], ["0123456789ab", "unused"]);
  assert.match(tooltip, new RegExp(name));
});

test("a volume of the usual driver does not name it", () => {
  assert.equal(
    present({ kind: "volume", users: 1, id: "1", engine: "e", volume: volume({ name: "v" }) }).description,
    "",
  );
  assert.equal(
    present({ kind: "volume", users: 1, id: "1", engine: "e", volume: volume({ name: "v", driver: "nfs" }) })
      .description,
    "nfs",
  );
});
