import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { EngineError, type Reason } from "../../../client/src/engine/errors.ts";
import { asEngineError } from "../../../client/src/engine/translate.ts";

const failure = (message: string, fields: object = {}): Error => Object.assign(new Error(message), fields);

suite("why the engine did not do it", () => {
  const cases: readonly (readonly [Reason, Error])[] = [
    ["missing", failure("connect ENOENT /var/run/docker.sock", { code: "ENOENT" })],
    ["no-host", failure("getaddrinfo ENOTFOUND host", { code: "ENOTFOUND" })],
    ["stopped", failure("connect ECONNREFUSED", { code: "ECONNREFUSED" })],
    ["denied", failure("connect EACCES /var/run/docker.sock", { code: "EACCES" })],
    ["lost", failure("read ECONNRESET", { code: "ECONNRESET" })],
    ["lost", failure("socket hang up")],
    ["lost", failure("aborted")],
    ["lost", failure("Premature close", { code: "ERR_STREAM_PREMATURE_CLOSE" })],
    ["timeout", failure("connect ETIMEDOUT", { code: "ETIMEDOUT" })],
    ["timeout", failure("too slow", { name: "TimeoutError" })],
    ["no-host", failure("connect EHOSTUNREACH 10.0.0.9:2376", { code: "EHOSTUNREACH" })],
    ["too-old", failure("client version 1.30 is too old. Minimum supported API version is 1.44", { statusCode: 400 })],
    ["expired", failure("certificate has expired", { code: "CERT_HAS_EXPIRED" })],
    ["tls", failure("self-signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })],
    ["tls", failure("Client sent an HTTP request to an HTTPS server.", { statusCode: 400 })],
    ["gone", failure("No such container", { statusCode: 404 })],
    ["conflict", failure("is running", { statusCode: 409 })],
    ["conflict", failure("bridge is a pre-defined network", { statusCode: 403 })],
    ["conflict", failure("Bind for 0.0.0.0:80 failed: port is already allocated", { statusCode: 500 })],
    ["invalid", failure("bad parameter", { statusCode: 400 })],
    ["invalid", failure("invalid reference format", { statusCode: 500 })],
    ["stopped", failure("starting", { statusCode: 503 })],
    ["unknown", failure("boom", { statusCode: 500 })],
    ["unknown", failure("boom")],
    ["stopped", new AggregateError([failure("no IPv6", { code: "ECONNREFUSED" })])],
  ];
  for (const [reason, error] of cases)
    test(`${reason}: ${error.message || "several addresses"}`, () => assert.equal(asEngineError(error).reason, reason));

  test("the engine's own text without dockerode's wrapping", () => {
    const error = failure("(HTTP code 404) no such container - No such container: a - b ", { statusCode: 404 });
    assert.equal(asEngineError(error).message, "No such container: a - b");
    assert.equal(asEngineError(error).cause, error);
  });
  test("an EngineError stays what it is; anything may be thrown", () => {
    const error = new EngineError("build", "x");
    assert.equal(asEngineError(error), error);
    assert.equal(asEngineError("text").message, "text");
    assert.equal(asEngineError(undefined).reason, "unknown");
  });
});
