import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { findComposeCli, programFor } from "../../../client/src/compose/cli.ts";
import { lensesOf } from "../../../client/src/compose/lenses.ts";
import { containersOf, projectState, serviceState } from "../../../client/src/compose/project.ts";
import type { Container } from "../../../client/src/engine/api/containers.ts";
import type { KnownEngine } from "../../../client/src/engine/discover.ts";
import type { ComposeOutline } from "../../../server/src/shared/protocol.ts";
import { container } from "../../support/engine-objects.ts";

const SHOP = { path: "/home/me/shop/compose.yaml", name: "shop" };

interface Of {
  readonly project?: string;
  readonly service?: string;
  readonly files?: string;
  readonly folder?: string;
  readonly oneoff?: string;
}
const of = ({ project = "shop", service = "web", files, folder, oneoff }: Of, more: Partial<Container> = {}) =>
  container({
    name: `${project}-${service}-1`,
    ...more,
    labels: {
      "com.docker.compose.project": project,
      "com.docker.compose.service": service,
      ...(files && { "com.docker.compose.project.config_files": files }),
      ...(folder && { "com.docker.compose.project.working_dir": folder }),
      ...(oneoff && { "com.docker.compose.oneoff": oneoff }),
    },
  });
const names = (all: readonly Container[]): string[] => all.map((it) => it.name);

suite("the containers of a compose file", () => {
  test("are those started from it, whatever the project was called then", () => {
    const all = [
      of({ project: "other", files: "/home/me/shop/compose.yaml,/home/me/shop/compose.override.yaml" }),
      of({ project: "third", files: "compose.yaml", folder: "/home/me/shop" }),
      of({ project: "shop", files: "/elsewhere/shop/compose.yaml", folder: "/elsewhere/shop" }),
      container({ name: "stranger" }),
    ];
    assert.deepEqual(names(containersOf(all, SHOP)), ["other-web-1", "third-web-1"]);
  });

  test("are those of its project where the labels say no more, and of its folder", () => {
    const all = [of({}), of({ service: "db", folder: "/home/me/shop/" }), of({ project: "x" })];
    assert.deepEqual(names(containersOf(all, SHOP)), ["shop-db-1", "shop-web-1"]);
    assert.deepEqual(names(containersOf(all, SHOP, "db")), ["shop-db-1"]);
  });

  test("on Windows whichever way the path is written", () => {
    const all = [of({ project: "x", files: "c:\\Users\\Me\\shop\\compose.yaml" })];
    assert.equal(containersOf(all, { path: "C:/users/me/shop/compose.yaml", name: "shop" }).length, 1);
  });

  test("without those of `run`, in the order of their numbers", () => {
    const all = [of({}, { name: "web-10" }), of({}, { name: "web-9" }), of({ oneoff: "True" })];
    assert.deepEqual(names(containersOf(all, SHOP)), ["web-9", "web-10"]);
  });
});

suite("the state of a service", () => {
  const text = (...all: Partial<Container>[]) => serviceState(all.map((it) => of({}, it)))?.text ?? null;
  const cases: readonly (readonly [string, Partial<Container>[], string | null])[] = [
    ["none", [], null],
    ["one that runs", [{}], "running"],
    ["one that is well", [{ health: "healthy" }], "healthy"],
    ["one that failed", [{ state: "exited", status: "Exited (1) 3 seconds ago" }], "exited 1"],
    ["one that is paused", [{ state: "paused" }], "paused"],
    ["some of three", [{}, {}, { state: "exited", status: "Exited (0) 1 second ago" }], "running 2/3"],
    ["all are well", [{ health: "healthy" }, { health: "healthy" }], "running 2/2, healthy"],
    ["one is not well", [{ health: "healthy" }, { health: "unhealthy" }], "running 2/2, 1 unhealthy"],
  ];
  for (const [name, all, expected] of cases) test(name, () => assert.equal(text(...all), expected));

  test("its icon says whether something is wrong", () => {
    const icon = (...all: Partial<Container>[]) => serviceState(all.map((it) => of({}, it)))?.icon;
    assert.equal(icon({}), "pass-filled");
    assert.equal(icon({ health: "starting" }), "sync");
    assert.equal(icon({ health: "unhealthy" }), "error");
    assert.equal(icon({ state: "exited", status: "Exited (137) 1 second ago" }), "error");
    assert.equal(icon({ state: "exited", status: "Exited (0) 1 second ago" }), "circle-outline");
  });

  test("a project counts services, those that are missing too", () => {
    const all = [of({ service: "web" }), of({ service: "web" }), of({ service: "db" }, { state: "exited" })];
    assert.equal(projectState(all, ["web", "db", "cache"])?.text, "running 1/3");
    assert.equal(projectState([], ["web"]), null);
    assert.equal(projectState([of({})], ["web"])?.icon, "pass-filled");
    assert.equal(projectState([of({})], ["web", "db"])?.icon, "circle-large-outline");
  });
});

suite("the lenses of a compose file", () => {
  const outline: ComposeOutline = {
    project: "shop",
    files: [],
    isNamed: false,
    folder: "file:///shop/",
    line: 0,
    services: [
      { name: "web", line: 1, isOptional: false },
      { name: "db", line: 3, isOptional: false },
      { name: "tool", line: 5, isOptional: true },
    ],
  };
  const shown = (containers: readonly Container[]): string[] => {
    const lines = new Map<number, string[]>();
    for (const it of lensesOf(outline, SHOP.path, containers))
      lines.set(it.line, [...(lines.get(it.line) ?? []), it.title]);
    return [...lines].map(([line, titles]) => `${line}: ${titles.join(" | ")}`);
  };

  test("offer Up alone while nothing is there", () => {
    assert.deepEqual(shown([]), ["0: Up", "1: Up", "3: Up", "5: Up"]);
  });

  test("show the state and what can be done now", () => {
    const db = of({ service: "db" }, { state: "exited", status: "Exited (1) 1 second ago" });
    assert.deepEqual(shown([of({}), db]), [
      "0: $(error)\u00a0running 1/2 | Up | Down | Restart | Logs",
      "1: $(pass-filled)\u00a0running | Up | Down | Restart | Logs | Shell",
      "3: $(error)\u00a0exited 1 | Up | Down | Logs",
      "5: Up",
    ]);
  });
});

suite("Docker Compose on the machine", () => {
  test("is the plugin before the program of old", async () => {
    assert.deepEqual(await findComposeCli(async () => true), ["docker", "compose"]);
    assert.deepEqual(await findComposeCli(async ([program]) => program === "docker-compose"), ["docker-compose"]);
    assert.equal(await findComposeCli(async () => false), null);
  });

  const known = (url: string, more: Partial<KnownEngine> = {}): KnownEngine => ({
    id: url,
    name: url,
    url,
    source: "socket",
    context: null,
    address: async () => ({ url, tls: null }),
    ...more,
  });
  const PLUGIN = ["docker", "compose"] as const;

  test("is pointed at the engine that Gantry shows, whatever the environment says", () => {
    const url = "unix:///run/user/1000/docker.sock";
    assert.deepEqual(programFor(PLUGIN, known(url), null), {
      program: "docker",
      args: ["compose"],
      env: { DOCKER_HOST: url, DOCKER_TLS_VERIFY: "", DOCKER_CERT_PATH: "" },
    });
  });

  test("goes through Gantry's own ssh tunnel where there is one", () => {
    const near = "unix:///tmp/gantry-ssh-1/engine.sock";
    const engine = known("ssh://me@far", { source: "context", context: "far" });
    const env = { DOCKER_HOST: near, CONTAINER_HOST: near, DOCKER_TLS_VERIFY: "", DOCKER_CERT_PATH: "" };
    assert.deepEqual(programFor(PLUGIN, engine, null, near), { program: "docker", args: ["compose"], env });
  });

  test("keeps the certificates of the environment for the engine of the environment", () => {
    const { env } = programFor(PLUGIN, known("tcp://10.0.0.5:2376", { source: "environment" }), null);
    assert.deepEqual(env, { DOCKER_HOST: "tcp://10.0.0.5:2376" });
  });

  test("gets the certificates of a context by its name", () => {
    const context = known("tcp://10.0.0.5:2376", { id: "context:far", source: "context", context: "far" });
    assert.deepEqual(programFor(PLUGIN, context, null), {
      program: "docker",
      args: ["--context", "far", "compose"],
      env: {},
    });
    const local = known("ssh://me@far", { source: "context", context: "far" });
    assert.equal(programFor(["docker-compose"], local, null).env.DOCKER_HOST, "ssh://me@far");
  });

  test("gets the certificates of an engine that was added", () => {
    const url = "tcp://10.0.0.5:2376";
    const tls = { ca: "/c/ca.pem", cert: "/c/me.pem", key: "/c/me.key", verify: true };
    const engine = known(url, { id: "a1", source: "added" });
    const added = { id: "a1", name: "far", url, tls };
    assert.deepEqual(programFor(["docker-compose"], engine, added).args, [
      "--host",
      url,
      "--tlsverify",
      "--tlscacert",
      "/c/ca.pem",
      "--tlscert",
      "/c/me.pem",
      "--tlskey",
      "/c/me.key",
    ]);
    assert.deepEqual(programFor(["podman-compose"], engine, added).args, []);
    assert.deepEqual(
      programFor(PLUGIN, engine, { ...added, tls: { ...tls, ca: "", cert: "", key: "", verify: false } }).args,
      ["--host", url, "--tls", "compose"],
    );
  });
});
