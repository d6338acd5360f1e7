import assert from "node:assert/strict";
import { suite, test } from "node:test";
import * as normalise from "../../../client/src/engine/normalise.ts";

suite("containers", () => {
  const NOW = 1_700_000_100_000;
  const of = (fields: object) => normalise.container({ Id: "c0ffee", ...fields }, NOW);

  test("a record of Docker", () => {
    assert.deepEqual(
      of({
        Names: ["/web"],
        Image: "nginx:1",
        ImageID: "sha256:1",
        Command: "nginx",
        Created: 1_700_000_000,
        State: "running",
        Status: "Up 3 seconds (healthy)",
        Ports: [
          { PrivatePort: 443, Type: "tcp" },
          { IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
        ],
        Labels: { a: "b" },
        NetworkSettings: { Networks: { front: {}, back: {} } },
        Mounts: [
          { Type: "volume", Name: "data", Destination: "/data" },
          { Type: "bind", Source: "/src", Destination: "/src" },
        ],
      }),
      {
        id: "c0ffee",
        name: "web",
        image: "nginx:1",
        imageId: "sha256:1",
        command: "nginx",
        state: "running",
        health: "healthy",
        status: "Up 3 seconds (healthy)",
        createdAt: 1_700_000_000,
        startedAt: 1_700_000_097,
        endedAt: null,
        ports: [
          { privatePort: 80, publicPort: 8080, ip: "0.0.0.0", protocol: "tcp" },
          { privatePort: 443, publicPort: null, ip: null, protocol: "tcp" },
        ],
        labels: { a: "b" },
        networks: ["back", "front"],
        volumes: ["data"],
      },
    );
  });
  test("since when it is up follows from the status", () => {
    const age = (Status: string) => {
      const startedAt = of({ Status })?.startedAt;
      return startedAt == null ? null : NOW / 1000 - startedAt;
    };
    assert.equal(age("Up Less than a second"), 1);
    assert.equal(age("Up 59 seconds (healthy)"), 59);
    assert.equal(age("Up About a minute"), 60);
    assert.equal(age("Up About an hour (Paused)"), 3600);
    assert.equal(age("Up 3 days"), 259_200);
    assert.equal(age("Exited (0) 3 days ago"), null);
    assert.equal(of({ Status: "Exited (0) 3 days ago" })?.endedAt, NOW / 1000 - 259_200);
    assert.equal(of({ Status: "Up 3 days" })?.endedAt, null);
  });

  test("everything but the id may be missing or null", () => {
    const bare = of({});
    assert.equal(bare?.name, "c0ffee");
    assert.deepEqual(bare?.ports, []);
    assert.deepEqual(of({ Names: null, Ports: null, Labels: null }), bare);
  });
  test("without an id there is no container", () => {
    assert.equal(normalise.container({ Names: ["/x"] }), null);
    assert.equal(normalise.container(null), null);
    assert.equal(normalise.container("text"), null);
  });
  test("its own name, not that of a link to it", () => {
    assert.equal(of({ Names: ["/other/db", "/db"] })?.name, "db");
    assert.equal(of({ Names: ["podman-name"] })?.name, "podman-name");
  });
  test("health is in the status", () => {
    const health = (status: string) => of({ Status: status })?.health;
    assert.equal(health("Up 2 hours (unhealthy)"), "unhealthy");
    assert.equal(health("Up 1 second (health: starting)"), "starting");
    assert.equal(health("Up 2 hours (Paused)"), null);
    assert.equal(health("Up 2 hours"), null);
  });
  test("states of Podman, and of no engine at all", () => {
    const state = (State: string, Status = "") => of({ State, Status })?.state;
    assert.equal(state("configured"), "created");
    assert.equal(state("stopped"), "exited");
    assert.equal(state("Running"), "running");
    assert.equal(state("", "Up 3 seconds"), "running");
    assert.equal(state("", "Exited (0) 1 second ago"), "exited");
    assert.equal(state("novel"), "exited");
  });
});

suite("images, volumes, networks", () => {
  test("an image without a name has no tags", () => {
    const dangling = {
      Id: "sha256:1",
      RepoTags: ["<none>:<none>"],
      RepoDigests: ["<none>@<none>"],
      Size: 7,
      Created: 5,
    };
    const plain = { id: "sha256:1", tags: [], digests: [], size: 7, createdAt: 5, labels: {} };
    assert.deepEqual(normalise.image(dangling), plain);
    assert.deepEqual(normalise.image({ Id: "sha256:1", RepoTags: null })?.tags, []);
  });
  test("the list and inspect have an image's labels in different places", () => {
    const labels = { team: "shop" };
    assert.deepEqual(normalise.image({ Id: "x", Labels: labels })?.labels, labels);
    assert.deepEqual(normalise.image({ Id: "x", Config: { Labels: labels } })?.labels, labels);
  });
  test("inspect tells the time as a text", () => {
    assert.equal(normalise.image({ Id: "x", Created: "2023-11-14T22:13:20.5Z" })?.createdAt, 1_700_000_000);
    assert.equal(normalise.image({ Id: "x", Created: "" })?.createdAt, 0);
  });
  test("Podman's id without its prefix is the same image", () => {
    assert.equal(normalise.image({ Id: "a".repeat(64) })?.id, `sha256:${"a".repeat(64)}`);
  });
  test("a volume and a network", () => {
    assert.deepEqual(normalise.volume({ Name: "data", Driver: "local", Mountpoint: "/d", Labels: null }), {
      name: "data",
      driver: "local",
      mountpoint: "/d",
      createdAt: null,
      labels: {},
    });
    assert.deepEqual(normalise.network({ Id: "1", Name: "app", Driver: "bridge", Scope: "local", Internal: true }), {
      id: "1",
      name: "app",
      driver: "bridge",
      scope: "local",
      internal: true,
      labels: {},
    });
    assert.equal(normalise.volume({}), null);
    assert.equal(normalise.network({}), null);
  });
});

suite("events", () => {
  const of = (Type: string, Action: string, ID = "1") => {
    const raw = { Type, Action, Actor: { ID }, timeNano: 1 };
    return normalise.event(raw, '{"timeNano":1795234558249549027}');
  };
  test("the action without what stands behind it, the time in full", () => {
    assert.deepEqual(of("container", "health_status: healthy"), {
      kind: "container",
      action: "health_status",
      id: "1",
      timeNano: "1795234558249549027",
    });
  });
  test("what changes nothing is left out", () => {
    for (const action of ["exec_create: sh -c id", "exec_start: id", "exec_die", "top", "attach", "resize"])
      assert.equal(of("container", action), null);
    assert.equal(of("volume", "mount"), null);
    assert.equal(of("network", "connect"), null);
    assert.equal(of("builder", "prune"), null);
    assert.equal(of("container", "prune", ""), null);
    assert.equal(normalise.event(null, ""), null);
  });
});

suite("the engine", () => {
  test("Docker builds with BuildKit, also where its ping does not say so", () => {
    const info = normalise.engineInfo({ Version: "20.10.24", ApiVersion: "1.41", Os: "linux", Arch: "amd64" }, {});
    assert.equal(info.name, "Docker 20.10.24");
    assert.ok(info.buildkit);
  });
  test("Podman is known by its headers or its components", () => {
    const version = { Version: "4.3.1", ApiVersion: "1.41", Components: [{ Name: "Podman Engine" }] };
    assert.equal(normalise.engineInfo(version, {}).name, "Podman 4.3.1");
    assert.equal(normalise.engineInfo({ Version: "4.3.1" }, { "libpod-api-version": "4.3.1" }).buildkit, false);
  });
  test("versions are compared by number", () => {
    assert.ok(normalise.compareVersions("1.9", "1.41") < 0);
    assert.ok(normalise.compareVersions("1.41", "1.41") === 0);
    assert.ok(normalise.compareVersions("2", "1.99") > 0);
  });
});
