import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { askHostKey, trustHostKey } from "../../client/src/engine/host-key.ts";
import { openRelay } from "../../client/src/engine/relay.ts";
import { sshAddress, type Tunnel } from "../../client/src/engine/ssh.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { startFlakyProxy } from "../support/flaky-proxy.ts";
import { type Sshd, startSshd } from "../support/sshd.ts";
import { eventually, textOf, until } from "./support.ts";

suite("an engine over ssh", () => {
  let dockerd: Dockerd;
  let sshd: Sshd;
  let url: string;
  const opened = new AbortController();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  const open = (it = url) => connect({ url: it, tls: null }, opened.signal);
  const fails = (reason: string) => (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.reason, reason, error.message);
    return true;
  };
  before(async () => {
    process.on("unhandledRejection", note);
    dockerd = await startDockerd();
    sshd = await startSshd();
    url = `ssh://127.0.0.1:${sshd.port}${dockerd.socket}`;
  });
  after(async () => {
    opened.abort();
    await sshd.dispose();
    await dockerd.dispose();
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  test("a machine that nobody knows yet is not talked to", async () => {
    await assert.rejects(open(), fails("host-key"));
  });
  test("its key is shown as the machine itself shows it, and what is trusted is talked to", async () => {
    const key = await askHostKey(url);
    assert.equal(`${key.type} ${key.fingerprint}`, sshd.fingerprint());
    await assert.rejects(open(), fails("host-key"), "looking at it trusts nothing");
    await trustHostKey(url, key);
    await (await open()).ping();
    await assert.rejects(askHostKey("ssh://no-such-machine.invalid"), fails("no-host"));
  });
  test("a machine with another key than before is not talked to", async () => {
    const key = "AAAAC3NzaC1lZDI1NTE5AAAAIJ1vWqQ0tQnQpR0uK2m6rYV3VJpX1s7o0hW2bq0c1d2e";
    writeFileSync(sshd.knownHosts, `[127.0.0.1]:${sshd.port} ssh-ed25519 ${key}\n`);
    await assert.rejects(open(), fails("host-key-changed"));
  });
  test("lists, and talks to processes, over one login", async () => {
    sshd.trust();
    const before = sshd.logins();
    const engine = await open();
    assert.equal(engine.address, url);
    const id = await dockerd.run("far", "sleep 1000");
    await Promise.all(Array.from({ length: 30 }, () => engine.containers()));
    const session = await engine.exec(id, { command: ["sh"], tty: true, size: { columns: 91, rows: 19 } });
    session.write("stty size; exit 3\n");
    assert.match(await textOf(session.output), /19 91/);
    assert.equal(await session.exitCode(), 3);
    assert.equal(sshd.logins() - before, 1);
  });
  test("a key that is named, in a folder with spaces", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry keys-"));
    const stranger = await startSshd({ isKeyKnown: false });
    try {
      stranger.trust();
      const identity = join(folder, "my key");
      copyFileSync(stranger.identity, identity);
      const to = `ssh://127.0.0.1:${stranger.port}${dockerd.socket}`;
      await assert.rejects(open(to), fails("ssh-login"));
      await (await connect({ url: to, tls: null, identity }, opened.signal)).ping();
    } finally {
      await stranger.dispose();
      rmSync(folder, { recursive: true });
    }
  });
  test("a host alias of the user's configuration", async () => {
    sshd.configure(`Host farm\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`);
    await (await open(`ssh://farm${dockerd.socket}`)).ping();
  });
  test("what is wrong is told apart", async () => {
    await assert.rejects(open(`ssh://127.0.0.1:${sshd.port}/no/such.sock`), fails("stopped"));
    await assert.rejects(open(`ssh://nobody@127.0.0.1:${sshd.port}${dockerd.socket}`), fails("ssh-login"));
    await assert.rejects(open("ssh://no-such-machine.invalid"), fails("no-host"));
    await assert.rejects(open("ssh://127.0.0.1:1"), fails("stopped"));
    for (const it of ["ssh://", "ssh://-oProxyCommand=x", "ssh://me:secret@host", "ssh://h?x=1"])
      await assert.rejects(open(it), fails("invalid"), it);
  });
  test("where ssh cannot listen at a socket, as on Windows: an ssh for each connection, and the same failures", async () => {
    sshd.trust();
    const folder = mkdtempSync(join(tmpdir(), "gantry-relay-"));
    const relayed = async (it: string): Promise<Engine> => {
      const options = { StrictHostKeyChecking: "yes" };
      const tunnel = await openRelay(sshAddress(it), options, join(folder, `${relays.length}.sock`));
      relays.push(tunnel);
      return connect({ url: tunnel.url, tls: null }).catch((error: unknown) => {
        throw tunnel.failure() ?? error;
      });
    };
    const relays: Tunnel[] = [];
    try {
      const engine = await relayed(url);
      const id = await dockerd.run("relayed", "sleep 1000");
      assert.ok((await engine.containers()).some((one) => one.id === id));
      const session = await engine.exec(id, { command: ["sh"], tty: true, size: { columns: 91, rows: 19 } });
      session.write("stty size; exit 3\n");
      assert.match(await textOf(session.output), /19 91/);
      assert.equal(await session.exitCode(), 3);
      await assert.rejects(relayed(`ssh://127.0.0.1:${sshd.port}/no/such.sock`), fails("stopped"));
      await assert.rejects(relayed("ssh://no-such-machine.invalid"), fails("no-host"));
      await assert.rejects(relayed(`ssh://127.0.0.1:${sshd.port}/a$(b)`), fails("invalid"));
    } finally {
      for (const it of relays) it.close();
      rmSync(folder, { recursive: true });
    }
  });
  test("a host that drops is missed; the store is right again after its return", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-far-"));
    const counter = await startFlakyProxy(dockerd.socket, join(folder, "engine.sock"));
    const far = `ssh://127.0.0.1:${sshd.port}${folder}/engine.sock`;
    const store: EngineStore = openStore({ id: "far", address: async () => ({ url: far, tls: null }), connect });
    try {
      await until(store, () => store.status.kind === "connected", "connected");
      await sshd.stop();
      await until(store, () => store.status.kind === "unreachable", "missed");
      const id = await dockerd.run("meanwhile", "sleep 1000");
      await sshd.start();
      await until(store, () => store.status.kind === "connected", "back", 6000);
      assert.equal(store.containers.get(id)?.state, "running");
      store.dispose();
      await eventually(() => counter.eventStreams() === 0, "no stream of events is left");
      assert.equal(counter.mostEventStreams(), 1, "there was one stream of events at a time");
    } finally {
      store.dispose();
      await counter.close();
      rmSync(folder, { recursive: true });
    }
  });
});
