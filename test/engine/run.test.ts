import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { after, before, suite, test } from "node:test";
import type { Container } from "../../client/src/engine/api/containers.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { endingOf, endingText, lastWords } from "../../client/src/run/ending.ts";
import { busyPorts, launch, startDetached } from "../../client/src/run/launch.ts";
import { plainOptions, type RunOptions, requestOf } from "../../client/src/run/options.ts";
import { nextFreePort } from "../../client/src/run/ports.ts";
import { runLine } from "../../client/src/run/run-line.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { freePort } from "../support/registry.ts";
import { ScriptedUi } from "../support/scripted-ui.ts";
import { connectTo, eventually } from "./support.ts";

const credentials = { logins: async () => ({ logins: [], problem: null }), keep: async () => undefined };
const tcp = (host: number, container: number) => ({ ip: null, host, container, protocol: "tcp" as const });

suite("running new containers on the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  const started = async (request: Parameters<typeof startDetached>[1], ui = new ScriptedUi()): Promise<Container> => {
    const id = await launch({ ui, credentials }, engine, request, (asked) => startDetached(engine, asked));
    assert.ok(id);
    const container = await engine.container(id);
    assert.ok(container);
    return container;
  };
  const ended = async (id: string): Promise<void> =>
    eventually(async () => (await engine.container(id))?.state === "exited", "it ended", 10_000);

  test("is the same as by the line that is copied", async () => {
    await engine.createVolume("letters");
    await engine.createNetwork({ name: "shop" });
    const options: RunOptions = {
      ...plainOptions(BUSYBOX),
      ports: [tcp(await freePort(), 80), { ip: "127.0.0.1", host: await freePort(), container: 53, protocol: "udp" }],
      env: { MODE: "it's a b", PLAIN: "1" },
      mounts: [
        { kind: "volume", source: "letters", target: "/letters", readOnly: true },
        { kind: "bind", source: "/tmp", target: "/host tmp", readOnly: false },
      ],
      network: "shop",
      user: "nobody",
      workingDir: "/tmp",
      entrypoint: ["sh", "-c"],
      command: ["echo $MODE; sleep 100"],
      restart: { name: "on-failure", attempts: 3 },
      memory: 64 * 1024 ** 2,
      cpus: 0.5,
      labels: { "com.example.team": "shop front" },
      health: "true",
    };
    const ours = await engine.create(requestOf(options, { MODE: "it's a b", PLAIN: "1" }));
    await engine.start(ours);
    const facts = async (id: string): Promise<unknown> => factsOf(await engine.inspect("container", id));
    const wanted = await facts(ours);
    await engine.remove(ours, { force: true, volumes: false });
    const line = runLine(options);
    const env = { ...process.env, DOCKER_HOST: dockerd.host };
    const theirs = execFileSync("sh", ["-c", line], { encoding: "utf8", env }).trim();
    assert.deepEqual(wanted, await facts(theirs));
    await engine.remove(theirs, { force: true, volumes: false });
  });

  test("a name that is taken: another one, or the other goes", async () => {
    const request = { image: BUSYBOX, name: "web", command: ["sleep", "100"], interactive: false };
    const first = await started(request);
    const second = await started(request, new ScriptedUi("Name This One 'web-2'"));
    assert.equal(second.name, "web-2");
    const ui = new ScriptedUi("Remove the Other");
    const third = await started(request, ui);
    assert.equal(third.name, "web");
    assert.equal(await engine.container(first.id), null);
    assert.match(ui.asked.join("\n"), /There is a container 'web' already\..*gantry\/busybox/s);
  });

  test("a port that another container has: the next free one, or the other stops", async () => {
    const port = await freePort();
    const request = { image: BUSYBOX, ports: [tcp(port, 80)], command: ["sleep", "100"], interactive: false };
    const first = await started({ ...request, name: "holder" });
    const isBusy = await busyPorts(engine);
    assert.equal(await isBusy(port), true);
    const next = await nextFreePort(port + 1, isBusy);
    const ui = new ScriptedUi(`Use Port ${next}`);
    assert.equal((await started(request, ui)).ports[0]?.publicPort, next);
    assert.match(ui.asked.join("\n"), /The container 'holder' publishes it/);
    const third = await started(request, new ScriptedUi("Stop 'holder'"));
    assert.equal(third.ports[0]?.publicPort, port);
    assert.equal((await engine.container(first.id))?.state, "exited");
  });

  test("a port that a program of this machine has is told with its name, and nothing is left behind", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    const ui = new ScriptedUi();
    const request = { image: BUSYBOX, name: "late", ports: [tcp(address.port, 80)], interactive: false };
    assert.equal(await launch({ ui, credentials }, engine, request, (it) => startDetached(engine, it)), null);
    assert.match(ui.asked.join("\n"), new RegExp(`The process .*\\(${process.pid}\\) of this machine listens on it`));
    assert.equal(
      (await engine.containers()).find((it) => it.name === "late"),
      undefined,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  test("what ended tells how, and what it said last", async () => {
    const cases: [string, RegExp][] = [
      ["echo one; echo two >&2; exit 3", /^exit code 3$/],
      ["exec no-such-program", /^exit code 127: the command was not found$/],
      ["sh -c 'kill -SEGV $$'; exit $?", /^exit code 139: it crashed/],
    ];
    for (const [script, says] of cases) {
      const id = await dockerd.run("", script);
      await ended(id);
      assert.match(endingText(endingOf(await engine.inspect("container", id))), says);
    }
    const id = await dockerd.run("", "echo one; sleep 0.1; printf '\\033[31mtwo\\033[0m\\n' >&2; exit 3");
    await ended(id);
    assert.equal(await lastWords(engine, id), "one / two");
  });

  test("being out of memory is told from a stop that was not heeded", async () => {
    const stopped = await dockerd.run("stubborn", "trap '' TERM; while true; do sleep 0.1; done");
    await engine.stop(stopped);
    const stop = endingOf(await engine.inspect("container", stopped));
    assert.deepEqual([stop.exitCode, stop.outOfMemory], [137, false]);
    const greedy = await started({
      image: BUSYBOX,
      command: ["sh", "-c", "x=0123456789abcdef; while true; do x=$x$x; done"],
      memory: 16 * 1024 ** 2,
      interactive: false,
    });
    await ended(greedy.id);
    const ending = endingOf(await engine.inspect("container", greedy.id));
    assert.equal(ending.outOfMemory, true);
    assert.match(endingText(ending), /out of memory \(its limit is 17 MB\)/);
  });

  test("a command that is not there is refused by the engine, and no container is left behind", async () => {
    const before = (await engine.containers()).length;
    await assert.rejects(
      startDetached(engine, { image: BUSYBOX, command: ["no-such-program"], interactive: false }),
      (error) => error instanceof EngineError && /no-such-program/.test(error.message),
    );
    assert.equal((await engine.containers()).length, before);
  });

  test("an engine that is killed in the middle is told as lost", async () => {
    const id = await engine.create({ image: BUSYBOX, command: ["sleep", "100"], interactive: false });
    const told = assert.rejects(
      engine.start(id),
      (error) => error instanceof EngineError && ["lost", "missing", "stopped"].includes(error.reason),
    );
    await dockerd.kill();
    await told;
    await dockerd.start();
    engine = await connectTo(dockerd);
  });
});

/** What makes two containers the same to their user. */
function factsOf(record: unknown): unknown {
  const { Config, HostConfig, Mounts } = record as Record<string, Record<string, unknown>>; // The engine's documented answer.
  const mounts = Object.values(Mounts ?? {}) as Record<string, unknown>[]; // A list, as documented.
  return {
    // The command line gives them in any order.
    env: Object.values(Config?.Env ?? {}).sort(),
    exposed: Config?.ExposedPorts,
    // The command line has a flag for the first word of an entrypoint only.
    process: [Config?.Entrypoint, Config?.Cmd].flat(),
    user: Config?.User,
    workingDir: Config?.WorkingDir,
    labels: Config?.Labels,
    health: Config?.Healthcheck,
    ports: HostConfig?.PortBindings,
    network: HostConfig?.NetworkMode,
    restart: HostConfig?.RestartPolicy,
    memory: HostConfig?.Memory,
    cpus: HostConfig?.NanoCpus,
    mounts: mounts
      .map(({ Type, Destination, RW, Name, Source }) => ({ Type, Destination, RW, from: Name ?? Source }))
      .sort((a, b) => String(a.Destination).localeCompare(String(b.Destination))),
  };
}
