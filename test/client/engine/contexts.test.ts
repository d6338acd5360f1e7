import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { suite, test } from "node:test";
import { endpointOf, findAddress, type Surroundings } from "../../../client/src/engine/contexts.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";

interface Machine {
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
  readonly platform?: NodeJS.Platform;
}

function machine({ env = {}, files = {}, platform = "linux" }: Machine): Surroundings {
  return {
    env,
    platform,
    home: platform === "win32" ? "C:\\Users\\me" : "/home/me",
    userId: 1000,
    read: async (path) => files[path] ?? null,
    exists: async (path) => path in files,
    list: async (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((it) => it.startsWith(`${folder}/`))
          .map((it) => it.slice(folder.length + 1).split("/")[0] ?? ""),
      ),
    ],
  };
}

const idOf = (name: string): string => createHash("sha256").update(name).digest("hex");
const meta = (name: string): string => `/home/me/.docker/contexts/meta/${idOf(name)}/meta.json`;
const tls = (name: string, file: string): string => `/home/me/.docker/contexts/tls/${idOf(name)}/docker/${file}`;
const remote = {
  "/home/me/.docker/config.json": '{"currentContext":"remote"}',
  [meta("remote")]: '{"Name":"remote","Endpoints":{"docker":{"Host":"tcp://far:2376","SkipTLSVerify":false}}}',
};
const urlOf = async (it: Machine, setting = ""): Promise<string> => (await findAddress(setting, machine(it))).url;
const invalid = (error: unknown): boolean => error instanceof EngineError && error.reason === "invalid";

suite("where the engine is", () => {
  test("the setting wins over all", async () => {
    const it = machine({ env: { DOCKER_HOST: "tcp://a:1", DOCKER_CONTEXT: "b" }, files: remote });
    assert.deepEqual(await findAddress(" unix:///mine.sock ", it), {
      url: "unix:///mine.sock",
      source: "setting",
      context: null,
      tls: null,
    });
  });
  test("DOCKER_HOST wins over DOCKER_CONTEXT, and that over the current context", async () => {
    const found = await findAddress(
      "",
      machine({ env: { DOCKER_HOST: "tcp://a:1", DOCKER_CONTEXT: "b" }, files: remote }),
    );
    assert.deepEqual([found.url, found.source], ["tcp://a:1", "DOCKER_HOST"]);
    const other = { ...remote, [meta("other")]: '{"endpoints":{"DOCKER":{"host":"unix:///o.sock"}}}' };
    const named = await findAddress("", machine({ env: { DOCKER_CONTEXT: "other" }, files: other }));
    assert.deepEqual([named.url, named.source, named.context], ["unix:///o.sock", "DOCKER_CONTEXT", "other"]);
    const current = await findAddress("", machine({ files: remote }));
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
  test("a context that is not there, or has no address, is told", async () => {
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
    const { tls: found } = await findAddress("", machine({ files }));
    assert.deepEqual(found, { ca: "CA", cert: "CERT", key: "KEY", verify: true });
    assert.equal((await findAddress("", machine({ files: remote }))).tls, null);
  });
  test("the environment's certificates", async () => {
    const env = { DOCKER_HOST: "tcp://a:1", DOCKER_TLS_VERIFY: "0", DOCKER_CERT_PATH: "/certs" };
    const { tls: found } = await findAddress("", machine({ env, files: { "/certs/ca.pem": "CA" } }));
    assert.deepEqual(found, { ca: "CA", cert: null, key: null, verify: true });
    assert.equal(
      (await findAddress("", machine({ env: { DOCKER_HOST: "tcp://a:1", DOCKER_TLS: "1" } }))).tls?.verify,
      false,
    );
  });
  test("without the default socket, the first of the others that is there", async () => {
    const sockets = { "/home/me/.colima/default/docker.sock": "", "/run/user/1000/podman/podman.sock": "" };
    const found = await findAddress("", machine({ files: sockets }));
    assert.deepEqual([found.url, found.source], ["unix:///home/me/.colima/default/docker.sock", "found"]);
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
