import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parse } from "yaml";
import { createBody } from "../../../client/src/engine/create-container.ts";
import { composeFile } from "../../../client/src/run/compose-service.ts";
import { variablesIn } from "../../../client/src/run/env-file.ts";
import { imageDefaults } from "../../../client/src/run/image-defaults.ts";
import {
  memoryText,
  optionsFrom,
  parseMemory,
  parsePort,
  parseVariable,
  plainOptions,
  portText,
  type RunOptions,
  rememberedText,
  requestOf,
} from "../../../client/src/run/options.ts";
import { runLine } from "../../../client/src/run/run-line.ts";

const port = (text: string) => {
  const it = parsePort(text);
  assert.ok(it, text);
  return it;
};

const FULL: RunOptions = {
  image: "shop/web:2",
  name: "web",
  ports: [port("8080:80"), port("127.0.0.1:5353:53/udp"), port("9000")],
  env: { MODE: "a b", DB_PASSWORD: "hunter2", ASKED: null },
  envFiles: ["./my env"],
  mounts: [
    { kind: "bind", source: "/srv/it's", target: "/data", readOnly: true },
    { kind: "volume", source: "letters", target: "/letters", readOnly: false },
    { kind: "tmpfs", source: "", target: "/tmp", readOnly: false },
  ],
  network: "shop",
  user: "1000:1000",
  workingDir: "/app",
  entrypoint: ["sh", "-c"],
  command: ["echo $HOME; exit 3"],
  restart: { name: "on-failure", attempts: 3 },
  memory: 512 * 1024 ** 2,
  cpus: 1.5,
  labels: { "com.example.team": "shop $5" },
  platform: "linux/amd64",
  autoRemove: false,
  interactive: false,
  health: "wget -q localhost || exit 1",
};

suite("the options of a new container", () => {
  test("as the docker run that makes the same one", () => {
    assert.equal(
      runLine(FULL),
      [
        "docker run -d --name web -p 8080:80 -p 127.0.0.1:5353:53/udp -p 9000",
        "-e 'MODE=a b' -e DB_PASSWORD -e ASKED --env-file './my env'",
        `-v '/srv/it'\\''s:/data:ro' -v letters:/letters --tmpfs /tmp`,
        "--network shop --user 1000:1000 --workdir /app --restart on-failure:3 --memory 512m --cpus 1.5",
        "--label 'com.example.team=shop $5' --platform linux/amd64",
        "--health-cmd 'wget -q localhost || exit 1' --entrypoint sh shop/web:2 -c 'echo $HOME; exit 3'",
      ].join(" "),
    );
  });

  test("a path with a colon is mounted by the long flag", () => {
    const mounts = [{ kind: "bind" as const, source: "/srv/a:b", target: "/data", readOnly: true }];
    assert.match(
      runLine({ ...plainOptions("web"), mounts }),
      /--mount 'type=bind,"source=\/srv\/a:b","target=\/data",readonly'/,
    );
    const windows = [{ kind: "bind" as const, source: "C:\\srv", target: "/data", readOnly: false }];
    assert.match(runLine({ ...plainOptions("web"), mounts: windows }), /-v 'C:\\srv:\/data'/);
  });

  test("nothing set is the shortest line", () => assert.equal(runLine(plainOptions("web:1")), "docker run -d web:1"));

  test("as a service of a compose file, which says the same", () => {
    const file = parse(composeFile(FULL));
    assert.deepEqual(file.services.web, {
      image: "shop/web:2",
      container_name: "web",
      platform: "linux/amd64",
      entrypoint: ["sh", "-c"],
      command: ["echo $$HOME; exit 3"],
      user: "1000:1000",
      working_dir: "/app",
      ports: ["8080:80", "127.0.0.1:5353:53/udp", "9000"],
      environment: { MODE: "a b", DB_PASSWORD: null, ASKED: null },
      env_file: ["./my env"],
      volumes: ["/srv/it's:/data:ro", "letters:/letters"],
      tmpfs: ["/tmp"],
      networks: ["shop"],
      restart: "on-failure:3",
      mem_limit: "512m",
      cpus: 1.5,
      labels: { "com.example.team": "shop $$5" },
      healthcheck: { test: ["CMD-SHELL", "wget -q localhost || exit 1"] },
    });
    assert.deepEqual(file.volumes, { letters: { external: true } });
    assert.deepEqual(file.networks, { shop: { external: true } });
  });

  test("a port that looks like a number in base 60 stays a text", () => {
    assert.match(composeFile({ ...plainOptions("web"), ports: [port("22:22")] }), /- "?22:22"?/);
    assert.deepEqual(parse(composeFile({ ...plainOptions("web"), ports: [port("22:22")] })).services.web.ports, [
      "22:22",
    ]);
  });

  test("the network of the host is a mode, and no network of the file", () => {
    const file = parse(composeFile({ ...plainOptions("web"), network: "host" }));
    assert.equal(file.services.web.network_mode, "host");
    assert.equal(file.networks, undefined);
  });

  test("no secret is in what is copied or remembered", () => {
    for (const text of [runLine(FULL), composeFile(FULL), rememberedText(FULL)]) assert.doesNotMatch(text, /hunter2/);
  });

  test("what is remembered comes back, for another tag too; a secret is asked for", () => {
    const back = optionsFrom(rememberedText(FULL), "shop/web:3");
    assert.deepEqual(back, { ...FULL, image: "shop/web:3", env: { ...FULL.env, DB_PASSWORD: null } });
  });

  test("what was remembered in another shape is left out", () => {
    assert.equal(optionsFrom(null, "web"), null);
    assert.equal(optionsFrom("{", "web"), null);
    assert.deepEqual(
      optionsFrom('{"name":5,"ports":"x","env":[],"memory":"a","command":"ls","cpus":2,"labels":null}', "web"),
      { ...plainOptions("web"), cpus: 2 },
    );
  });

  test("as the engine is asked for it", () => {
    const body = createBody(requestOf(FULL, { MODE: "a b" }));
    assert.deepEqual(body.ExposedPorts, { "80/tcp": {}, "53/udp": {}, "9000/tcp": {} });
    assert.deepEqual(body.Env, ["MODE=a b"]);
    assert.deepEqual(body.HostConfig, {
      AutoRemove: false,
      PortBindings: {
        "80/tcp": [{ HostIp: "", HostPort: "8080" }],
        "53/udp": [{ HostIp: "127.0.0.1", HostPort: "5353" }],
        "9000/tcp": [{ HostIp: "", HostPort: "" }],
      },
      Mounts: [
        { Type: "bind", Source: "/srv/it's", Target: "/data", ReadOnly: true },
        { Type: "volume", Source: "letters", Target: "/letters", ReadOnly: false },
        { Type: "tmpfs", Target: "/tmp", ReadOnly: false },
      ],
      NetworkMode: "shop",
      RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 },
      Memory: 536_870_912,
      NanoCpus: 1_500_000_000,
    });
  });
});

suite("values as people write them", () => {
  const ports: Record<string, string | null> = {
    "8080:80": "8080:80",
    "80": "80",
    "53:53/udp": "53:53/udp",
    "127.0.0.1:8080:80": "127.0.0.1:8080:80",
    "127.0.0.1::80": "127.0.0.1::80",
    "[::1]:8080:80": "[::1]:8080:80",
    "0:80": null,
    "8080:70000": null,
    "80/icmp": null,
    "a:80": null,
    "": null,
  };
  for (const [text, back] of Object.entries(ports))
    test(`port ${text} is ${back}`, () => {
      const it = parsePort(text);
      assert.equal(it && portText(it), back);
    });

  const amounts: Record<string, number | null> = {
    "512m": 536_870_912,
    "1.5G": 1_610_612_736,
    "64 MiB": 67_108_864,
    "5m": null,
    "-1": null,
    lots: null,
  };
  for (const [text, bytes] of Object.entries(amounts))
    test(`memory ${text} is ${bytes}`, () => assert.equal(parseMemory(text), bytes));
  test("memory is written as short as it is exact", () =>
    assert.deepEqual([1024 ** 3, 1536 * 1024 ** 2, 10_000_001].map(memoryText), ["1g", "1536m", "10000001"]));

  test("variables", () => {
    assert.deepEqual(parseVariable("A=b=c "), { name: "A", value: "b=c " });
    assert.deepEqual(parseVariable("A="), { name: "A", value: "" });
    assert.deepEqual(parseVariable("A"), { name: "A", value: null });
    assert.equal(parseVariable("=x"), null);
  });

  test("a file of variables is read as docker reads it", () => {
    const content = "\uFEFF# comment\n\nA=b c\n  B='quoted'\r\nHOME\nGONE\nC=\nD=1=2\n";
    assert.deepEqual(variablesIn(content, { HOME: "/me" }), { A: "b c", B: "'quoted'", HOME: "/me", C: "", D: "1=2" });
  });

  test("what an image says, and nothing where it says nothing", () => {
    const record = {
      Config: { ExposedPorts: { "80/tcp": {}, "53/udp": {}, odd: {} }, Cmd: ["a"], Volumes: { "/data": {} } },
    };
    const { exposed, command, volumes } = imageDefaults(record);
    assert.deepEqual(exposed, [
      { port: 80, protocol: "tcp" },
      { port: 53, protocol: "udp" },
    ]);
    assert.deepEqual([command, volumes], [["a"], ["/data"]]);
    const hasHealthCheck = (Test: unknown) => imageDefaults({ Config: { Healthcheck: { Test } } }).hasHealthCheck;
    assert.deepEqual([["CMD-SHELL", "a"], ["NONE"], [], null].map(hasHealthCheck), [true, false, false, false]);
    for (const nothing of [null, {}, { Config: null }, { Config: { Cmd: null, ExposedPorts: null } }])
      assert.deepEqual(imageDefaults(nothing).exposed, []);
  });
});
