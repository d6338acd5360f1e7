import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { suite, test } from "node:test";
import { type AddedEngine, AddedEngines } from "../../../client/src/engine/added.ts";
import { type EngineAddress, endpointOf } from "../../../client/src/engine/address.ts";
import { discover, type KnownEngine } from "../../../client/src/engine/discover.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { podmanConnections } from "../../../client/src/engine/podman-connections.ts";
import { sshAddress, sshArguments } from "../../../client/src/engine/ssh.ts";
import { type MachineOptions, machineOf } from "../../support/machine.ts";

const idOf = (name: string): string => createHash("sha256").update(name).digest("hex");
const meta = (name: string): string => `/home/me/.docker/contexts/meta/${idOf(name)}/meta.json`;
const tls = (name: string, file: string): string => `/home/me/.docker/contexts/tls/${idOf(name)}/docker/${file}`;
const context = (name: string, host: string): Record<string, string> => ({
  [meta(name)]: JSON.stringify({ Name: name, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
});
const remote = {
  "/home/me/.docker/config.json": '{"currentContext":"remote"}',
  ...context("remote", "tcp://far:2376"),
};
const invalid = (error: unknown): boolean => error instanceof EngineError && error.reason === "invalid";

const find = (it: MachineOptions, setting: string, added: readonly AddedEngine[]) => {
  const nothing = { get: () => null, set: () => {} };
  const noSecrets = { get: async () => undefined, store: async () => {}, delete: async () => {} };
  const engines = new AddedEngines(nothing, noSecrets, machineOf(it));
  return discover({ setting, added, addressOf: (engine) => engines.address(engine) }, machineOf(it));
};
const all = async (it: MachineOptions, setting = "", added: AddedEngine[] = []): Promise<readonly KnownEngine[]> =>
  (await find(it, setting, added)).engines;
const preferred = async (it: MachineOptions, setting = ""): Promise<KnownEngine> => {
  const found = await find(it, setting, []);
  const engine = found.engines.find(({ id }) => id === found.preferred);
  assert.ok(engine, "the preferred engine is one of those that are known");
  return engine;
};
const addressOf = async (it: MachineOptions, setting = ""): Promise<EngineAddress> =>
  (await preferred(it, setting)).address();
const urlOf = async (it: MachineOptions, setting = ""): Promise<string> => (await addressOf(it, setting)).url;

suite("Podman's own connections", () => {
  const config = "/home/me/.config/containers";
  const connections = async (files: Record<string, string>) =>
    (await all({ files })).filter((it) => it.source === "connection");
  test("as Podman 5 writes them; machines of this one have sockets of their own", async () => {
    const entry = (uri: string, IsMachine = false) => ({ URI: uri, Identity: "/keys/one", IsMachine });
    const Connections = {
      far: entry("ssh://me@far:22/run/user/1000/podman/podman.sock"),
      vm: entry("ssh://core@127.0.0.1:4321/run/podman/podman.sock", true),
      odd: { URI: 5 },
    };
    const [far, ...others] = await connections({
      [`${config}/podman-connections.json`]: JSON.stringify({ Connection: { Default: "far", Connections } }),
    });
    assert.deepEqual(others, []);
    const url = "ssh://me@far:22/run/user/1000/podman/podman.sock";
    assert.deepEqual([far?.name, far?.url], ["far", url]);
    assert.deepEqual(await far?.address(), { url, tls: null, identity: "/keys/one" });
  });
  test("as older ones write them into containers.conf", async () => {
    const toml = `[containers]
[engine]
  active_service = "old"
  [engine.service_destinations]
    [engine.service_destinations.old]
      uri = "ssh://root@old:22/run/podman/podman.sock"
    [engine.service_destinations."with space"]
      uri = "unix:///srv/podman.sock"
      is_machine = false
[network]
  uri = "ssh://not.one"
`;
    const found = await connections({ [`${config}/containers.conf`]: toml });
    assert.deepEqual(
      found.map(({ name, url }) => [name, url]),
      [
        ["old", "ssh://root@old:22/run/podman/podman.sock"],
        ["with space", "unix:///srv/podman.sock"],
      ],
    );
  });
  test("as root writes them for the machine; one's own of the same name wins, and CONTAINERS_CONF alone counts", async () => {
    const destination = (uri: string) => `[engine.service_destinations.team]\nuri = "${uri}"\n`;
    const shared = { "/etc/containers/containers.conf": destination("ssh://root@shared:22") };
    const [one] = await connections(shared);
    assert.equal(one?.url, "ssh://root@shared:22/run/podman/podman.sock");
    const [own] = await connections({ ...shared, [`${config}/containers.conf`]: destination("unix:///own.sock") });
    assert.equal(own?.url, "unix:///own.sock");
    const named = machineOf({
      env: { CONTAINERS_CONF: "/named.conf" },
      files: { ...shared, "/named.conf": destination("unix:///named.sock") },
    });
    assert.deepEqual(
      (await podmanConnections(named)).map((it) => it.url),
      ["unix:///named.sock"],
    );
  });
  test("damaged files are none", async () => {
    assert.deepEqual(
      await connections({ [`${config}/podman-connections.json`]: "{", [`${config}/containers.conf`]: "[[" }),
      [],
    );
  });
});

suite("the engine that is preferred", () => {
  test("the setting wins over all", async () => {
    const it = { env: { DOCKER_HOST: "tcp://a:1", DOCKER_CONTEXT: "b" }, files: remote };
    assert.deepEqual(await addressOf(it, " unix:///mine.sock "), { url: "unix:///mine.sock", tls: null });
  });
  test("DOCKER_HOST wins over DOCKER_CONTEXT, and that over the current context", async () => {
    const found = await preferred({ env: { DOCKER_HOST: "tcp://a:1", DOCKER_CONTEXT: "b" }, files: remote });
    assert.deepEqual([found.url, found.source, found.name], ["tcp://a:1", "environment", "DOCKER_HOST"]);
    const other = { ...remote, [meta("other")]: '{"name":"other","endpoints":{"DOCKER":{"host":"unix:///o.sock"}}}' };
    const named = await preferred({ env: { DOCKER_CONTEXT: "other" }, files: other });
    assert.deepEqual([named.url, named.source, named.context], ["unix:///o.sock", "context", "other"]);
    const current = await preferred({ files: remote });
    assert.deepEqual([current.url, current.source, current.context], ["tcp://far:2376", "context", "remote"]);
  });
  test("DOCKER_CONTEXT=default is the default, whatever the current context is", async () => {
    assert.equal(await urlOf({ env: { DOCKER_CONTEXT: "default" }, files: remote }), "unix:///var/run/docker.sock");
  });
  test("DOCKER_CONFIG moves the contexts", async () => {
    const moved = Object.fromEntries(
      Object.entries(remote).map(([path, text]) => [path.replace("/home/me/.docker", "/cfg"), text]),
    );
    assert.equal(await urlOf({ env: { DOCKER_CONFIG: "/cfg" }, files: moved }), "tcp://far:2376");
  });
  test("a context that is not there, or has no address, is told when it is connected to", async () => {
    await assert.rejects(urlOf({ env: { DOCKER_CONTEXT: "nowhere" } }), invalid);
    await assert.rejects(urlOf({ env: { DOCKER_CONTEXT: "bad" }, files: { [meta("bad")]: "{" } }), invalid);
  });
  test("a damaged config.json counts as none", async () => {
    assert.equal(await urlOf({ files: { "/home/me/.docker/config.json": "{" } }), "unix:///var/run/docker.sock");
  });
  test("a context's certificates", async () => {
    const files = {
      ...remote,
      [tls("remote", "ca.pem")]: "CA",
      [tls("remote", "cert.pem")]: "CERT",
      [tls("remote", "key.pem")]: "KEY",
    };
    const { tls: found } = await addressOf({ files });
    assert.deepEqual(found, { ca: "CA", cert: "CERT", key: "KEY", verify: true });
    assert.equal((await addressOf({ files: remote })).tls, null);
  });
  test("the environment's certificates", async () => {
    const env = { DOCKER_HOST: "tcp://a:1", DOCKER_TLS_VERIFY: "0", DOCKER_CERT_PATH: "/certs" };
    const { tls: found } = await addressOf({ env, files: { "/certs/ca.pem": "CA" } });
    assert.deepEqual(found, { ca: "CA", cert: null, key: null, verify: true });
    assert.equal((await addressOf({ env: { DOCKER_HOST: "tcp://a:1", DOCKER_TLS: "1" } })).tls?.verify, false);
  });
  test("what minikube sets in the environment is called after its cluster", async () => {
    const env = { DOCKER_HOST: "tcp://192.168.49.2:2376", MINIKUBE_ACTIVE_DOCKERD: "minikube" };
    assert.equal((await preferred({ env })).name, "minikube");
  });
  test("without the default socket, the first of the others that is there", async () => {
    const sockets = { "/home/me/.colima/default/docker.sock": "", "/run/user/1000/podman/podman.sock": "" };
    const found = await preferred({ files: sockets });
    assert.deepEqual([found.url, found.name], ["unix:///home/me/.colima/default/docker.sock", "Colima"]);
    assert.equal(
      await urlOf({ files: { ...sockets, "/run/user/1000/docker.sock": "" } }),
      "unix:///run/user/1000/docker.sock",
    );
    assert.equal(await urlOf({ files: { ...sockets, "/var/run/docker.sock": "" } }), "unix:///var/run/docker.sock");
    assert.equal(
      await urlOf({ env: { XDG_RUNTIME_DIR: "/x" }, files: { "/x/docker.sock": "" } }),
      "unix:///x/docker.sock",
    );
  });
  test("on Windows, pipes", async () => {
    assert.equal(await urlOf({ platform: "win32" }), "npipe:////./pipe/docker_engine");
    assert.equal(
      await urlOf({ platform: "win32", files: { "//./pipe/podman-machine-default": "" } }),
      "npipe:////./pipe/podman-machine-default",
    );
    assert.equal(await urlOf({ platform: "win32" }, "\\\\.\\pipe\\mine"), "npipe:////./pipe/mine");
  });
  test("short forms of an address", async () => {
    assert.equal(await urlOf({}, "/my.sock"), "unix:///my.sock");
    assert.equal(await urlOf({}, "host:2375"), "tcp://host:2375");
    assert.equal(await urlOf({ env: { DOCKER_HOST: "unix://" } }), "unix:///var/run/docker.sock");
  });
});

suite("all engines that there are", () => {
  test("even where nothing is, there is the one that would be expected", async () => {
    assert.deepEqual(
      (await all({})).map((it) => it.url),
      ["unix:///var/run/docker.sock"],
    );
  });
  test("contexts, sockets and those that were added, side by side", async () => {
    const files = {
      ...remote,
      ...context("nas", "ssh://me@nas"),
      "/var/run/docker.sock": "",
      "/run/podman/podman.sock": "",
      "/home/me/.lima/docker/sock/docker.sock": "",
    };
    const added = [{ id: "added:1", name: "Build farm", url: "tcp://farm:2376", tls: null }];
    assert.deepEqual(
      (await all({ files }, "", added)).map((it) => [it.name, it.url, it.source]),
      [
        ["remote", "tcp://far:2376", "context"],
        ["nas", "ssh://me@nas", "context"],
        ["Docker", "unix:///var/run/docker.sock", "socket"],
        ["Lima docker", "unix:///home/me/.lima/docker/sock/docker.sock", "socket"],
        ["Podman", "unix:///run/podman/podman.sock", "socket"],
        ["Build farm", "tcp://farm:2376", "added"],
      ],
    );
  });
  test("an engine that has a context, a socket and a link to it is one engine", async () => {
    const files = {
      ...context("desktop-linux", "unix:///home/me/.docker/run/docker.sock"),
      "/home/me/.docker/config.json": '{"currentContext":"desktop-linux"}',
      "/home/me/.docker/run/docker.sock": "",
    };
    const links = { "/var/run/docker.sock": "/home/me/.docker/run/docker.sock" };
    assert.deepEqual(
      (await all({ files, links })).map((it) => [it.id, it.name]),
      [["unix:///home/me/.docker/run/docker.sock", "desktop-linux"]],
    );
  });
  test("an engine of the environment that is a well-known one is called by that name", async () => {
    const it = { env: { DOCKER_HOST: "unix:///run/podman/podman.sock" }, files: { "/run/podman/podman.sock": "" } };
    assert.deepEqual(
      (await all(it)).map(({ name, source }) => [name, source]),
      [["Podman", "environment"]],
    );
  });
  test("two contexts on one host keep their own certificates", async () => {
    const files = {
      ...context("ann", "tcp://h:2376"),
      ...context("ben", "tcp://h:2376"),
      [tls("ben", "key.pem")]: "B",
    };
    const [, ann, ben] = await all({ files });
    assert.equal((await ann?.address())?.tls, null);
    assert.equal((await ben?.address())?.tls?.key, "B");
  });
  test("an added engine's certificates are read when it is connected to; one that is missing is told", async () => {
    const paths = { ca: "/c/ca.pem", cert: "/c/cert.pem", key: "/c/key.pem", verify: true };
    const added = [{ id: "added:1", name: "far", url: "tcp://far:2376", tls: paths }];
    const files = { "/c/ca.pem": "CA", "/c/cert.pem": "CERT", "/c/key.pem": "KEY" };
    const found = (await all({ files }, "", added)).at(-1);
    assert.deepEqual((await found?.address())?.tls, { ca: "CA", cert: "CERT", key: "KEY", verify: true });
    const without = (await all({}, "", added)).at(-1);
    await assert.rejects(async () => without?.address(), /\/c\/ca\.pem/);
  });
});

suite("on Windows", () => {
  const platform = "win32";
  const folder = "C:\\Users\\x y\\.docker";
  test("a pipe, however its slashes are written", async () => {
    for (const it of [
      "npipe:////./pipe/podman engine",
      "npipe://./pipe/podman engine",
      "npipe:\\\\.\\pipe\\podman engine",
      "npipe://\\\\.\\pipe\\podman engine",
      "\\\\.\\pipe\\podman engine",
      "//./pipe/podman engine",
    ])
      assert.equal(await urlOf({ platform, env: { DOCKER_HOST: it } }), "npipe:////./pipe/podman engine", it);
    assert.equal(await urlOf({ platform, env: { DOCKER_HOST: "npipe://" } }), "npipe:////./pipe/docker_engine");
  });
  test("contexts and their certificates in a folder with spaces", async () => {
    const of = (...names: string[]): string => [folder, "contexts", ...names].join("\\");
    const at = (host: string): string => JSON.stringify({ Name: "far", Endpoints: { docker: { Host: host } } });
    const files = (host: string) => ({
      [`${folder}\\config.json`]: '\uFEFF{\r\n"currentContext":"far"}\r\n',
      [of("meta", idOf("far"), "meta.json")]: at(host),
      [of("tls", idOf("far"), "docker", "key.pem")]: "KEY",
    });
    const options = (host: string) => ({ platform, env: { DOCKER_CONFIG: folder }, files: files(host) }) as const;
    const { url, tls: found } = await addressOf(options("tcp://far:2376"));
    assert.deepEqual([url, found], ["tcp://far:2376", { ca: null, cert: null, key: "KEY", verify: true }]);
    const engines = await all(options("npipe:////./pipe/far"));
    assert.deepEqual(
      engines.filter((it) => it.source === "context").map((it) => [it.name, it.url]),
      [["far", "npipe:////./pipe/far"]],
    );
  });
  test("the environment's certificates, and an added engine's", async () => {
    const at = (name: string): string => `D:\\my certs\\${name}.pem`;
    const files = { [at("ca")]: "CA", [at("cert")]: "CERT", [at("key")]: "KEY" };
    const env = { DOCKER_HOST: "tcp://a:1", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "D:\\my certs" };
    const whole = { ca: "CA", cert: "CERT", key: "KEY", verify: true };
    assert.deepEqual((await addressOf({ platform, env, files })).tls, whole);
    const paths = { ca: at("ca"), cert: at("cert"), key: at("key"), verify: true };
    const added = [{ id: "added:1", name: "far", url: "tcp://far:2376", tls: paths }];
    const found = (await all({ platform, files }, "", added)).at(-1);
    assert.deepEqual((await found?.address())?.tls, whole);
  });
  test("Podman's connections, with a key in a folder with spaces", async () => {
    const identity = "C:\\Users\\x y\\.ssh\\my key";
    const url = "ssh://me@far:22/run/podman/podman.sock";
    const Connection = { Connections: { far: { URI: url, Identity: identity } } };
    const files = {
      "C:\\Users\\me\\AppData\\Roaming\\containers\\podman-connections.json": JSON.stringify({ Connection }),
    };
    const found = (await all({ platform, files })).find((it) => it.source === "connection");
    assert.deepEqual(await found?.address(), { url, tls: null, identity });
    const args = sshArguments(sshAddress(url, identity), {});
    assert.equal(args[args.indexOf("-i") + 1], "C:\\Users\\x y\\.ssh\\my key");
  });
});

suite("what an address means", () => {
  const endpoint = (url: string, withTls = false) =>
    endpointOf({ url, tls: withTls ? { ca: null, cert: null, key: null, verify: true } : null });

  test("sockets, pipes and hosts", () => {
    assert.deepEqual(endpoint("unix:///a/b.sock"), { kind: "socket", path: "/a/b.sock" });
    assert.deepEqual(endpoint("npipe:////./pipe/x"), { kind: "socket", path: "//./pipe/x" });
    assert.deepEqual(endpoint("tcp://h"), { kind: "tcp", host: "h", port: 2375, secure: false });
    assert.deepEqual(endpoint("tcp://h", true), { kind: "tcp", host: "h", port: 2376, secure: true });
    assert.deepEqual(endpoint("tcp://h:80/"), { kind: "tcp", host: "h", port: 80, secure: false });
    assert.deepEqual(endpoint("https://[::1]:9"), { kind: "tcp", host: "::1", port: 9, secure: true });
  });
  test("all else is refused", () => {
    for (const url of ["ssh://me@host", "fd://", "unix://", "tcp://", "tcp://a:b", "nonsense", "tcp://u:p@h:1"])
      assert.throws(() => endpoint(url), invalid, url);
  });
});
