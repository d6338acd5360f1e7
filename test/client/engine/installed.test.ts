import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { knowingWhatIsInstalled } from "../../../client/src/engine/installed.ts";

const reasonOf = (error: unknown): unknown => error instanceof EngineError && error.reason;

suite("an engine without a socket", () => {
  const missing = new EngineError("missing", "connect ENOENT /var/run/docker.sock");

  test("is stopped where its program is installed", () => {
    assert.equal(
      reasonOf(knowingWhatIsInstalled(missing, "/opt/bin", (file) => file === "/opt/bin/dockerd")),
      "stopped",
    );
  });

  test("is missing where no program is", () => {
    assert.equal(reasonOf(knowingWhatIsInstalled(missing, "/opt/bin", () => false)), "missing");
  });

  test("other failures stay what they are", () => {
    const denied = new EngineError("denied", "EACCES");
    assert.equal(
      knowingWhatIsInstalled(denied, "", () => true),
      denied,
    );
  });
});
