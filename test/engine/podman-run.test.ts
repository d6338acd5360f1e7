import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { RegistryLogin } from "../../client/src/engine/api/images.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { analyse } from "../../client/src/layers/analyse.ts";
import { readSavedImage } from "../../client/src/layers/saved-image.ts";
import { plainOptions, requestOf } from "../../client/src/run/options.ts";
import { PODMAN_BUSYBOX, type Podman, startPodman } from "../support/podman.ts";
import { REGISTRY_PASSWORD, REGISTRY_USER, type Registry, startRegistry } from "../support/registry.ts";
import { buildOf, connectTo, eventually, runBuild, textOf } from "./support.ts";

/** As documented. */
interface Inspected {
  readonly HostConfig: { readonly Memory: number; readonly RestartPolicy: { readonly Name: string } };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
}

const never = new AbortController().signal;

suite("running, looking into images and pushing them on Podman", () => {
  let podman: Podman;
  let registry: Registry;
  let engine: Engine;
  before(async () => {
    registry = await startRegistry();
    podman = await startPodman({ plainRegistry: registry.host });
    engine = await connectTo(podman);
  });
  after(async () => {
    await podman?.dispose();
    await registry?.dispose();
  });

  test("a container is what was asked for", async () => {
    const options = {
      ...plainOptions(PODMAN_BUSYBOX),
      env: { MODE: "it's a b" },
      mounts: [{ kind: "bind" as const, source: "/tmp", target: "/host tmp", readOnly: true }],
      user: "nobody",
      workingDir: "/tmp",
      entrypoint: ["sh", "-c"],
      command: ['echo "$MODE $(id -un) $PWD"; sleep 100'],
      restart: { name: "on-failure" as const, attempts: 3 },
      memory: 64 * 1024 ** 2,
      labels: { team: "shop front" },
    };
    const id = await engine.create(requestOf(options, options.env));
    await engine.start(id);
    let said = "";
    await eventually(async () => {
      said = await textOf(await engine.logs(id, { follow: false }, never));
      return said !== "";
    }, "it said something");
    assert.equal(said.trim(), "it's a b nobody /tmp");
    const { HostConfig, Config } = (await engine.inspect("container", id)) as Inspected;
    assert.deepEqual([HostConfig.Memory, HostConfig.RestartPolicy.Name], [64 * 1024 ** 2, "on-failure"]);
    assert.equal(Config.Labels.team, "shop front");
    await engine.remove(id, { force: true, volumes: false });
  });

  test("the layers of an image, with what each adds and removes", async () => {
    const dockerfile = `FROM ${PODMAN_BUSYBOX}\nRUN mkdir /data && echo one >/data/note\nRUN rm /data/note\n`;
    const { network: _none, ...request } = buildOf(dockerfile, "docker.io/library/layers:1");
    assert.equal((await runBuild(engine, request)).error, null);
    const report = analyse(await readSavedImage(await engine.saveImages(["docker.io/library/layers:1"], never)));
    const own = report.layers
      .slice(-2)
      .map(({ files }) => files.filter((it) => it.path.startsWith("data/")).map((it) => `${it.change} ${it.path}`));
    assert.deepEqual(own, [["added data/note"], ["removed data/note"]]);
  });

  test("a registry that nobody can reach is told as such", async () => {
    await assert.rejects(
      async () => {
        for await (const _ of engine.pull({ reference: "127.0.0.1:1/team/app:1" }, never));
      },
      (error) => error instanceof EngineError && error.reason === "no-registry",
    );
  });

  test("an image is pushed with a login, refused without, and pulled again", async () => {
    const reference = `${registry.host}/team/app:1`;
    await engine.tag(PODMAN_BUSYBOX, reference);
    const push = async (login?: RegistryLogin): Promise<void> => {
      for await (const _ of engine.push({ reference, ...(login && { login }) }, never));
    };
    await assert.rejects(push(), (error) => error instanceof EngineError && error.reason === "login");
    const login = {
      kind: "password",
      registry: registry.host,
      username: REGISTRY_USER,
      password: REGISTRY_PASSWORD,
    } as const;
    await push(login);
    await engine.removeImage(reference, { force: false });
    for await (const _ of engine.pull({ reference, login }, never));
    assert.ok(await engine.image(reference));
  });
});
