import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { startDockerd } from "../support/dockerd.ts";

const NOBODY = 65534;

test("a user who may not open the socket is told so", async () => {
  const dockerd = await startDockerd();
  try {
    process.seteuid?.(NOBODY);
    const refused = await connect({ url: dockerd.host, tls: null }).then(
      () => null,
      (error: unknown) => error,
    );
    process.seteuid?.(0);
    assert.ok(refused instanceof EngineError);
    assert.equal(refused.reason, "denied");
  } finally {
    process.seteuid?.(0);
    await dockerd.dispose();
  }
});
