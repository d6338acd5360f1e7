import assert from "node:assert/strict";
import { createServer } from "node:net";
import { suite, test } from "node:test";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { isListenedOn, isOnThisMachine, processListeningOn } from "../../../client/src/run/host-ports.ts";
import { portText } from "../../../client/src/run/options.ts";
import { nextFreePort, proposedPorts } from "../../../client/src/run/ports.ts";
import { runProblem } from "../../../client/src/run/problem.ts";

const busy =
  (...ports: number[]) =>
  async (port: number): Promise<boolean> =>
    ports.includes(port);
const tcp = (port: number) => ({ port, protocol: "tcp" as const });

suite("ports for a new container", () => {
  test("the same port of the host where it is free", async () => {
    assert.deepEqual((await proposedPorts([tcp(3000)], busy())).map(portText), ["3000:3000"]);
  });
  test("the next one where it is not; a well-known one moves up to the eight thousands", async () => {
    assert.deepEqual((await proposedPorts([tcp(3000), tcp(80)], busy(3000, 3001, 80))).map(portText), [
      "3002:3000",
      "8080:80",
    ]);
  });
  test("no two on one", async () => {
    const proposed = await proposedPorts([tcp(80), tcp(8080)], busy(80));
    assert.deepEqual(proposed.map(portText), ["8080:80", "8081:8080"]);
  });
  test("none where none is left", async () => assert.equal(await nextFreePort(65_535, async () => true), null));

  test("who listens on this machine is seen, and named", { skip: process.platform !== "linux" }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    assert.equal(await isListenedOn(address.port), true);
    assert.match((await processListeningOn(address.port)) ?? "", new RegExp(`\\(${process.pid}\\)$`));
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await isListenedOn(address.port), false);
    assert.equal(await processListeningOn(address.port), null);
  });

  test("an engine elsewhere has other ports", () => {
    assert.ok(isOnThisMachine("unix:///x.sock") && isOnThisMachine("tcp://127.0.0.1:2375"));
    assert.ok(!isOnThisMachine("tcp://10.0.0.5:2376") && !isOnThisMachine("ssh://me@host"));
  });
});

suite("what stands in the way of a container", () => {
  const messages: Record<string, unknown> = {
    'Conflict. The container name "/web" is already in use by container "0123456789ab". You have to remove (or rename) that container':
      { kind: "name", name: "web", holder: "0123456789ab" },
    'creating container storage: the container name "web" is already in use by 0123456789ab. You have to remove': {
      kind: "name",
      name: "web",
      holder: "0123456789ab",
    },
    "driver failed programming external connectivity on endpoint web (ab): Bind for 0.0.0.0:8080 failed: port is already allocated":
      { kind: "port", port: 8080 },
    "driver failed programming external connectivity on endpoint web (ab): Error starting userland proxy: listen tcp4 0.0.0.0:81: bind: address already in use":
      { kind: "port", port: 81 },
    "failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use": { kind: "port", port: 8080 },
    "failed to bind host port 127.0.0.1:8080/tcp: address already in use": { kind: "port", port: 8080 },
    "cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use": { kind: "port", port: 8080 },
    "something else": null,
  };
  for (const [message, problem] of Object.entries(messages))
    test(message.slice(0, 70), () => assert.deepEqual(runProblem(new EngineError("conflict", message)), problem));

  test("an image that is not there", () => {
    assert.deepEqual(runProblem(new EngineError("gone", "No such image: web:1")), { kind: "image" });
    assert.equal(runProblem(new Error("No such image")), null);
  });
});
