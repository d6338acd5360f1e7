import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { urlOf, webPorts } from "../../../client/src/commands/containers/open-port.ts";
import type { Port } from "../../../client/src/engine/api/containers.ts";
import { container } from "../../support/engine-objects.ts";

const port = (fields: Partial<Port>): Port => ({
  privatePort: 80,
  publicPort: 8080,
  ip: "0.0.0.0",
  protocol: "tcp",
  ...fields,
});

suite("a port to open in the browser", () => {
  test("is published, tcp, and there once for IPv4 and IPv6", () => {
    const ports = [port({}), port({ ip: "::" }), port({ publicPort: null }), port({ publicPort: 53, protocol: "udp" })];
    assert.equal(webPorts(container({ name: "web", ports })).length, 1);
  });

  test("needs a container that runs", () => {
    assert.deepEqual(webPorts(container({ name: "web", state: "exited", ports: [port({})] })), []);
  });

  test("is on this machine for a local engine", () => {
    assert.equal(urlOf(port({}), "unix:///var/run/docker.sock"), "http://localhost:8080/");
    assert.equal(urlOf(port({ privatePort: 443, publicPort: 443 }), "npipe:////./pipe/x"), "https://localhost:443/");
  });

  test("is on the engine's machine for a remote one", () => {
    assert.equal(urlOf(port({}), "tcp://10.0.0.5:2376"), "http://10.0.0.5:8080/");
    assert.equal(urlOf(port({}), "ssh://me@build.example.com"), "http://build.example.com:8080/");
  });

  test("is at the address that it is bound to", () => {
    assert.equal(urlOf(port({ ip: "192.168.1.4" }), "unix:///x"), "http://192.168.1.4:8080/");
    assert.equal(urlOf(port({ ip: "fd00::1" }), "unix:///x"), "http://[fd00::1]:8080/");
  });
});
