import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, suite, test } from "node:test";
import { askHelper } from "../../../client/src/registry/credential-helper.ts";
import { openCredentials, type Secrets } from "../../../client/src/registry/credentials.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-credentials-"));
const programs = join(folder, "bin");
mkdirSync(programs);
const env = { PATH: `${programs}${delimiter}${process.env.PATH}`, DOCKER_CONFIG: join(folder, "docker") };
mkdirSync(env.DOCKER_CONFIG);

function helper(name: string, script: string): string {
  const file = join(programs, `docker-credential-${name}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return name;
}

const config = (content: object): void =>
  writeFileSync(join(env.DOCKER_CONFIG, "config.json"), JSON.stringify(content));

/** VS Code's, kept in memory. */
function secretStorage(): Secrets & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key) => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

suite("where logins come from", {
  skip: process.platform === "win32" ? "the helpers are shell scripts" : false,
}, () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("a helper is given the registry on its input and nothing else", async () => {
    const seen = join(folder, "seen");
    helper("ok", `{ echo "$@"; cat; } >"${seen}"; echo '{"Username":"ada","Secret":"x y"}'`);
    const answer = await askHelper("ok", "h:5000", env);
    assert.deepEqual(answer, {
      kind: "login",
      login: { kind: "password", registry: "h:5000", username: "ada", password: "x y" },
    });
    assert.equal(readFileSync(seen, "utf8"), "get\nh:5000");
  });

  test("a helper that knows no login has nothing to say", async () => {
    helper("empty", "echo 'credentials not found in native keychain'; exit 1");
    assert.deepEqual(await askHelper("empty", "h", env), { kind: "nothing" });
  });

  test("what is wrong with a helper is told apart", async () => {
    helper("broken", "echo 'keychain is locked'; exit 1");
    helper("chatty", "echo hello");
    helper("asleep", "exec sleep 60");
    const problemOf = async (name: string): Promise<unknown> => askHelper(name, "h", env, 300);
    assert.deepEqual(await problemOf("broken"), { kind: "problem", problem: "refused" });
    assert.deepEqual(await problemOf("chatty"), { kind: "problem", problem: "nonsense" });
    assert.deepEqual(await problemOf("asleep"), { kind: "problem", problem: "silent" });
    assert.deepEqual(await problemOf("not-installed"), { kind: "problem", problem: "missing" });
  });

  test("the docker CLI's login comes first, then the one that was kept", async () => {
    config({ auths: { h: { auth: Buffer.from("ada:1").toString("base64") } } });
    const secrets = secretStorage();
    const credentials = openCredentials(secrets, { env, home: folder });
    await credentials.keep({ kind: "password", registry: "h", username: "grace", password: "2" });
    const names = (await credentials.logins("h")).logins.map((it) => it.kind === "password" && it.username);
    assert.deepEqual(names, ["ada", "grace"]);
  });

  test("a login that was kept is listed without its password, and forgotten", async () => {
    const secrets = secretStorage();
    const credentials = openCredentials(secrets, { env, home: folder });
    for (const registry of ["h", "i"])
      await credentials.keep({ kind: "password", registry, username: "grace", password: "hush" });
    await credentials.forget("h");
    assert.deepEqual(
      (await credentials.kept()).map((it) => [it.registry, it.username]),
      [["i", "grace"]],
    );
    await credentials.forget("i");
    assert.doesNotMatch(JSON.stringify([...secrets.kept]), /hush/);
    assert.deepEqual(await credentials.kept(), []);
  });

  test("a helper that is named but not there is told by its whole name", async () => {
    config({ credsStore: "not-installed" });
    const found = await openCredentials(secretStorage(), { env, home: folder }).logins("h");
    assert.deepEqual(found, {
      logins: [],
      problem: { program: "docker-credential-not-installed", problem: "missing" },
    });
  });

  test("DOCKER_AUTH_CONFIG comes before the file", async () => {
    config({ credsStore: "not-installed" });
    const given = JSON.stringify({ auths: { h: { auth: Buffer.from("ci:1").toString("base64") } } });
    const surroundings = { env: { ...env, DOCKER_AUTH_CONFIG: given }, home: folder };
    const { logins, problem } = await openCredentials(secretStorage(), surroundings).logins("h");
    assert.equal(logins[0]?.kind === "password" && logins[0].username, "ci");
    assert.equal(problem, null);
  });

  test("no configuration at all is no failure", async () => {
    const surroundings = { env: { PATH: env.PATH }, home: join(folder, "nobody") };
    assert.deepEqual(await openCredentials(secretStorage(), surroundings).logins("h"), { logins: [], problem: null });
  });
});
