import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  DOCKER_HUB,
  helperOf,
  loginAnswered,
  loginIn,
  parsedConfig,
  registryOf,
} from "../../../client/src/registry/docker-config.ts";

const auth = (text: string): string => Buffer.from(text).toString("base64");

suite("the logins of the docker CLI", () => {
  test("an image's registry is what stands before its name, Docker Hub where nothing does", () => {
    assert.equal(registryOf("web:1"), DOCKER_HUB);
    assert.equal(registryOf("team/web"), DOCKER_HUB);
    assert.equal(registryOf("docker.io/team/web"), DOCKER_HUB);
    assert.equal(registryOf("localhost:5000/team/web:1"), "localhost:5000");
    assert.equal(registryOf("registry.example.com/web@sha256:".padEnd(96, "a")), "registry.example.com");
  });

  test("a registry's own helper comes before the one for all", () => {
    const config = { credsStore: "desktop", credHelpers: { "shop.example.com": "shop" } };
    assert.equal(helperOf(config, "shop.example.com"), "shop");
    assert.equal(helperOf(config, DOCKER_HUB), "desktop");
    assert.equal(helperOf({}, DOCKER_HUB), null);
  });

  test("the name of a helper is no path", () => {
    for (const credsStore of ["../../tmp/x", "a/b", "a\\b", "a b", ""])
      assert.equal(helperOf({ credsStore }, DOCKER_HUB), null, credsStore);
    assert.equal(helperOf({ credHelpers: {} }, "constructor"), null);
  });

  test("a login in the file is decoded, its password may hold colons", () => {
    const config = { auths: { "localhost:5000": { auth: auth("ada:pa:ss") } } };
    assert.deepEqual(loginIn(config, "localhost:5000"), {
      kind: "password",
      registry: "localhost:5000",
      username: "ada",
      password: "pa:ss",
    });
  });

  test("an identity token is shown in place of a password", () => {
    const config = { auths: { "shop.example.com": { auth: auth("ada:"), identitytoken: "t0" } } };
    assert.deepEqual(loginIn(config, "shop.example.com"), { kind: "token", registry: "shop.example.com", token: "t0" });
  });

  test("an old entry names its registry by an address", () => {
    const config = { auths: { "https://shop.example.com/v1/": { auth: auth("ada:x") } } };
    assert.equal(loginIn(config, "shop.example.com")?.kind, "password");
  });

  test("placeholders and damage are no login", () => {
    for (const auths of [{}, { h: {} }, { h: null }, { h: { auth: "" } }, { h: { auth: "%%%" } }, { h: 4 }, [], null])
      assert.equal(loginIn({ auths }, "h"), null, JSON.stringify(auths));
    assert.equal(parsedConfig("{not json"), null);
    assert.equal(loginIn(parsedConfig('\uFEFF{"auths":{}}'), "h"), null);
  });

  test("what a helper answers is a login, a token, or nothing", () => {
    assert.deepEqual(loginAnswered('{"ServerURL":"h","Username":"ada","Secret":"x"}', "h"), {
      kind: "password",
      registry: "h",
      username: "ada",
      password: "x",
    });
    assert.deepEqual(loginAnswered('{"Username":"\\u003ctoken\\u003e","Secret":"t"}', "h"), {
      kind: "token",
      registry: "h",
      token: "t",
    });
    assert.equal(loginAnswered("no json", "h"), null);
    assert.equal(loginAnswered('{"Username":"ada"}', "h"), null);
  });
});
