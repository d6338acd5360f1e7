import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { promisify } from "node:util";
import { programFor } from "../../client/src/compose/cli.ts";
import type { TlsFiles } from "../../client/src/engine/address.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { openStore } from "../../client/src/engine/store.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { startFlakyProxy } from "../support/flaky-proxy.ts";
import { makeCertificates, serveTls, type TlsFront } from "../support/tls-front.ts";
import { eventually, textOf, until } from "./support.ts";

/** The real engine behind TLS that asks for a client's certificate, as dockerd's own `--tlsverify` does. */
suite("an engine over tcp with certificates", () => {
  let dockerd: Dockerd;
  let server: TlsFront;
  let folder: string;
  let expired: TlsFront;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  const pem = (name: string): string => readFileSync(join(folder, name), "utf8");
  const ours = (): TlsFiles => ({ ca: pem("ca.pem"), cert: pem("client.pem"), key: pem("client.key"), verify: true });
  const open = (tls: TlsFiles | null, to = server.url) => connect({ url: to, tls });
  const fails = (reason: string) => (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.reason, reason, error.message);
    return true;
  };

  before(async () => {
    process.on("unhandledRejection", note);
    folder = mkdtempSync(join(tmpdir(), "gantry-tls-"));
    makeCertificates(folder);
    dockerd = await startDockerd();
    server = await serveTls(folder, "server", dockerd.socket);
    expired = await serveTls(folder, "expired", dockerd.socket);
  });
  after(async () => {
    server.close();
    expired.close();
    await dockerd.dispose();
    rmSync(folder, { recursive: true });
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  test("lists, and talks to processes", async () => {
    const engine = await open(ours());
    const id = await dockerd.run("far", "sleep 1000");
    assert.equal((await engine.containers())[0]?.name, "far");
    const session = await engine.exec(id, { command: ["sh"], tty: true, size: { columns: 91, rows: 19 } });
    session.write("stty size; exit 3\n");
    assert.match(await textOf(session.output), /19 91/);
    assert.equal(await session.exitCode(), 3);
  });
  test("without a client's certificate the engine hangs up", async () => {
    await assert.rejects(open({ ...ours(), cert: null, key: null }), (error) => error instanceof EngineError);
  });
  test("a server that the certificates do not prove is not talked to, unless told to", async () => {
    await assert.rejects(open({ ...ours(), ca: null }), fails("tls"));
    await (await open({ ...ours(), ca: null, verify: false })).ping();
  });
  test("a passphrase that does not open the key is told as such, and files that are none", async () => {
    const locked = { ...ours(), key: pem("locked.key") };
    const noKey = (error: unknown) => fails("tls")(error) && /passphrase does not open/.test((error as Error).message);
    await assert.rejects(open({ ...locked, passphrase: "wrong" }), noKey);
    await assert.rejects(open(locked), noKey);
    await assert.rejects(open({ ...ours(), cert: "no certificate" }), fails("tls"));
    await assert.rejects(open({ ...ours(), key: pem("server.key") }), fails("tls"));
  });
  test("a certificate that has expired is told as such", async () => {
    await assert.rejects(open(ours(), expired.url), fails("expired"));
  });
  test("no encryption where it is wanted, and the other way round", async () => {
    await assert.rejects(open(null), (error) => error instanceof EngineError);
    await assert.rejects(open(ours(), "tcp://127.0.0.1:1"), fails("stopped"));
  });
  test("connections that are cut: the store is right again, over one stream of events at a time", async () => {
    const counter = await startFlakyProxy(dockerd.socket, join(folder, "engine.sock"));
    const front = await serveTls(folder, "server", join(folder, "engine.sock"));
    const store = openStore({ id: "far", address: async () => ({ url: front.url, tls: ours() }), connect });
    try {
      await until(store, () => store.status.kind === "connected", "connected");
      for (const name of ["first", "second"]) {
        counter.cut("end");
        const id = await dockerd.run(name, "sleep 1000");
        await until(store, () => store.status.kind === "connected" && store.containers.has(id), "right again", 5000);
      }
      store.dispose();
      await eventually(() => counter.eventStreams() === 0, "no stream of events is left");
      assert.equal(counter.mostEventStreams(), 1);
    } finally {
      store.dispose();
      front.close();
      await counter.close();
    }
  });
  test("Docker Compose gets the certificates too", async () => {
    const tls = { ca: join(folder, "ca.pem"), cert: join(folder, "client.pem"), key: join(folder, "client.key") };
    const engine = {
      id: "far",
      name: "far",
      url: server.url,
      source: "added",
      context: null,
      address: async () => ({ url: server.url, tls: ours() }),
    } as const;
    const added = { id: "far", name: "far", url: server.url, tls: { ...tls, verify: true } };
    const { program, args, env } = programFor(["docker-compose"], engine, added);
    writeFileSync(join(folder, "compose.yaml"), `services:\n  web:\n    image: ${BUSYBOX}\n    command: sleep 1000\n`);
    // What the environment says of another engine is not heard.
    const { REQUESTS_CA_BUNDLE: _, CURL_CA_BUNDLE: __, ...clean } = process.env; // Python would believe only those.
    const other = { ...clean, DOCKER_CERT_PATH: "/nowhere", DOCKER_TLS_VERIFY: "1", DOCKER_HOST: "tcp://127.0.0.1:1" };
    const compose = async (...more: string[]): Promise<string> => {
      const whole = [...args, "-f", "compose.yaml", "-p", "tls", ...more];
      const { stdout } = await promisify(execFile)(program, whole, {
        cwd: folder,
        env: { ...other, ...env },
      });
      return stdout;
    };
    await compose("up", "-d");
    assert.match(await compose("ps"), /tls[-_]web[-_]1/);
    assert.ok((await (await open(ours())).containers()).some((it) => /^tls[-_]web[-_]1$/.test(it.name)));
    await compose("down", "-t", "0");
  });
  test("a key that is encrypted, with its passphrase and without", async () => {
    const key = pem("locked.key");
    await (await open({ ...ours(), key, passphrase: "open sesame" })).ping();
    await assert.rejects(open({ ...ours(), key }), fails("tls"));
    await assert.rejects(open({ ...ours(), key, passphrase: "wrong" }), fails("tls"));
  });
});
