import assert from "node:assert/strict";
import { test } from "node:test";
import { AddedEngines } from "../../../client/src/engine/added.ts";
import type { Machine } from "../../../client/src/engine/machine.ts";

const listed = (remembered: string | null): string[] => {
  const memory = { get: () => remembered, set: () => assert.fail("nothing is written") };
  const secrets = { get: async () => undefined, store: async () => undefined, delete: async () => undefined };
  return new AddedEngines(memory, secrets, {} as Machine).list().map((it) => it.id); // No file is read for a list.
};

test("engines that were added are read as far as they are understood", () => {
  const tls = { ca: "/ca.pem", cert: "", key: "", verify: true };
  const engine = (id: string, rest: object = {}) => ({ id, name: "far", url: "tcp://far:2376", tls: null, ...rest });
  const all = [
    engine("plain"),
    engine("with TLS", { tls }),
    engine("without a file", { tls: { ...tls, cert: undefined } }),
    engine("without a word on verification", { tls: { ...tls, verify: undefined } }),
    engine("without TLS or null", { tls: undefined }),
    engine("without an address", { url: 5 }),
    null,
    "text",
  ];
  assert.deepEqual(listed(JSON.stringify(all)), ["plain", "with TLS"]);
  for (const odd of [null, "", "{", "{}", "null"]) assert.deepEqual(listed(odd), [], String(odd));
});
