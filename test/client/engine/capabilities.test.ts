import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { enabledCommands, type LacksOf } from "../../../client/src/commands/command.ts";
import { commands } from "../../../client/src/commands/index.ts";
import { type Lacks, lacksOf } from "../../../client/src/engine/capabilities.ts";
import { engineInfo } from "../../../client/src/engine/normalise.ts";
import type { ContainerNode } from "../../../client/src/views/node.ts";
import { present } from "../../../client/src/views/present.ts";
import { container } from "../../support/engine-objects.ts";

const docker = (more: object = {}) => engineInfo({ Version: "20.10.24", ApiVersion: "1.41", Os: "linux", ...more }, {});
const podman = (version: string) =>
  engineInfo({ Version: version, ApiVersion: "1.41", Os: "linux" }, { "libpod-api-version": version });
const lacking = (lacks: Lacks): Record<string, string> => Object.fromEntries(lacks);

suite("what an engine cannot do", () => {
  test("by its maker, its version and its machine", () => {
    assert.deepEqual(lacking(lacksOf(docker())), {});
    assert.deepEqual(lacking(lacksOf(docker({ ApiVersion: "1.38" }))), { buildkit: "old-docker" });
    assert.deepEqual(lacking(lacksOf(podman("4.3.1"))), { buildkit: "podman", "restart-policy": "podman" });
    assert.equal(lacksOf(podman("4.2.0")).get("limits"), "old-podman");
    assert.equal(lacksOf(docker({ Os: "windows" })).get("export"), "windows");
  });

  test("is not offered", () => {
    const node: ContainerNode = { kind: "container", id: "e/web", engine: "e", container: container({ name: "web" }) };
    const on = (version: string): string[] => {
      const lacks: LacksOf = () => lacksOf(podman(version));
      return enabledCommands(commands, node, lacks);
    };
    assert.ok(on("4.3.1").includes("containers.update"));
    assert.ok(!on("4.2.0").includes("containers.update"));
    assert.ok(on("4.2.0").includes("containers.export"));
  });

  test("stands in the tooltip of the engine, with its reason", () => {
    const tooltip = (info: ReturnType<typeof docker>): string =>
      present({
        kind: "engine",
        id: "e",
        engine: "e",
        known: {
          id: "e",
          name: "e",
          url: "unix:///e",
          source: "socket",
          context: null,
          address: async () => ({ url: "", tls: null }),
        },
        status: { kind: "connected", address: "unix:///e", info },
        isCurrent: true,
        isPinned: false,
        members: null,
      }).tooltip;
    assert.match(tooltip(podman("4.3.1")), /Not possible here:\n.*\n– another restart policy for a container: Podman/);
    assert.doesNotMatch(tooltip(docker()), /Not possible/);
  });
});
