import assert from "node:assert/strict";
import { test } from "node:test";
import type { Credentials } from "../../../client/src/registry/credentials.ts";
import { loginAnswers } from "../../../client/src/registry/login-answers.ts";
import { REGISTRY_LOGIN } from "../../../server/src/shared/protocol.ts";

test("the language server gets the login of the registry that it names, in a trusted workspace alone", async () => {
  const asked: string[] = [];
  const credentials: Credentials = {
    async logins(registry) {
      asked.push(registry);
      const token = { kind: "token", registry, token: "t" } as const;
      const login = { kind: "password", registry, username: "joe", password: "word" } as const;
      return { logins: registry.startsWith("r.example") ? [token, login] : [token], problem: null };
    },
    keep: () => Promise.reject(new Error("nothing is to be kept")),
  };
  const ask = (reference: string, isTrusted = true) =>
    loginAnswers(credentials, () => isTrusted)[REGISTRY_LOGIN]({ reference });
  assert.deepEqual(await ask("r.example:5000/shop/web"), { username: "joe", password: "word" });
  assert.equal(await ask("node"), null);
  assert.equal(await ask("r.example:5000/shop/web", false), null);
  assert.deepEqual(asked, ["r.example:5000", "https://index.docker.io/v1/"]);
});
