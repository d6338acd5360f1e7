import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { promisify } from "node:util";
import { programFor } from "../../client/src/compose/cli.ts";
import { discover, type KnownEngine } from "../../client/src/engine/discover.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { thisMachine } from "../../client/src/engine/machine.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { PODMAN_BUSYBOX, type Podman, startPodman } from "../support/podman.ts";
import { type Sshd, startSshd } from "../support/sshd.ts";
import { until } from "./support.ts";

const run = promisify(execFile);

suite("a connection that `podman system connection add` made", () => {
  const home = mkdtempSync(join(tmpdir(), "gantry-home-"));
  let podman: Podman;
  let sshd: Sshd;
  let known: KnownEngine;
  let store: EngineStore;
  before(async () => {
    [podman, sshd] = await Promise.all([startPodman(), startSshd({ isKeyKnown: false })]);
    sshd.trust();
    const at = `ssh://root@127.0.0.1:${sshd.port}`;
    const path = podman.host.replace("unix://", "");
    const env = { CONTAINERS_CONF: join(home, "containers.conf") };
    writeFileSync(env.CONTAINERS_CONF, "");
    await run("podman", ["system", "connection", "add", "--identity", sshd.identity, "farm", `${at}${path}`], {
      env: { ...process.env, ...env },
    });
    const machine = { ...thisMachine(), home, env };
    const wishes = { setting: "", added: [], addressOf: () => Promise.reject(new Error("none is added")) };
    const farm = async () => (await discover(wishes, machine)).engines.find((it) => it.name === "farm");
    const written = readFileSync(env.CONTAINERS_CONF, "utf8");
    // Podman 4.3 leaves the path out, and means its own socket; later ones write it.
    if (written.includes(`"${at}"`)) {
      assert.equal((await farm())?.url, `${at}/run/podman/podman.sock`);
      writeFileSync(env.CONTAINERS_CONF, written.replace(`"${at}"`, `"${at}${path}"`));
    }
    const found = await farm();
    assert.ok(found);
    known = found;
    store = openStore({ id: known.id, address: known.address, connect });
  });
  after(async () => {
    store?.dispose();
    await sshd.dispose();
    await podman.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  test("stands among the engines, and is connected with its own key", async () => {
    assert.equal(known.source, "connection");
    await until(store, () => store.status.kind === "connected", "connected", 20_000);
    assert.match(store.status.kind === "connected" ? store.status.info.name : "", /^Podman 4/);
    assert.ok([...store.images.values()].some((it) => it.tags.includes(PODMAN_BUSYBOX)));
    const { identity: _, ...without } = await known.address();
    await assert.rejects(connect(without), (error) => error instanceof EngineError && error.reason === "ssh-login");
  });

  test("is live", async () => {
    const body = { Image: PODMAN_BUSYBOX, Cmd: ["sleep", "1000"] };
    await podman.request("POST", "/containers/create?name=far", body);
    await until(store, () => [...store.containers.values()].some((it) => it.name === "far"), "the container");
  });

  test("Docker Compose reaches it through the same tunnel: no login of its own, and no key", async () => {
    const service = `image: ${PODMAN_BUSYBOX}\n    command: sleep 1000\n    network_mode: none`;
    writeFileSync(join(home, "compose.yaml"), `services:\n  web:\n    ${service}\n`);
    const { program, args, env } = programFor(["docker-compose"], known, null, store.engine?.near);
    const logins = sshd.logins();
    const compose = (...more: string[]) =>
      run(program, [...args, "-f", "compose.yaml", "-p", "farm", ...more], {
        cwd: home,
        env: { ...process.env, DOCKER_HOST: "tcp://127.0.0.1:1", ...env },
      });
    await compose("up", "-d");
    await until(store, () => [...store.containers.values()].some((it) => /^farm[-_]web[-_]1$/.test(it.name)), "web");
    await compose("down", "-t", "0");
    assert.equal(sshd.logins(), logins);
  });
});
