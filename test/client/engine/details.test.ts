import assert from "node:assert/strict";
import { test } from "node:test";
import { containerDetails } from "../../../client/src/engine/normalise-details.ts";

test("a mount is told by its volume's name, else by its folder on the engine", () => {
  const mounts = [
    { Type: "bind", Name: "", Source: "/srv", Destination: "/a", RW: true },
    { Type: "bind", Name: "odd", Source: "/srv", Destination: "/b", RW: false },
    { Type: "volume", Name: "data", Source: "/var/lib/docker/volumes/data/_data", Destination: "/c", RW: true },
    { Type: "volume", Source: "/somewhere", Destination: "/d", RW: true },
    { Type: "cluster", Destination: "/e" },
  ];
  assert.deepEqual(containerDetails({ Mounts: mounts }).mounts, [
    { kind: "bind", source: "/srv", destination: "/a", writable: true },
    { kind: "bind", source: "/srv", destination: "/b", writable: false },
    { kind: "volume", source: "data", destination: "/c", writable: true },
    { kind: "volume", source: "/somewhere", destination: "/d", writable: true },
    { kind: "other", source: "", destination: "/e", writable: true },
  ]);
});
