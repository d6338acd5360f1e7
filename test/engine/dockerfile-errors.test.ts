import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Engine } from "../../client/src/engine/engine.ts";
import { NO_CONFIG } from "../../server/src/lint/hadolint-config.ts";
import { lintConfig } from "../../server/src/lint/run.ts";
import { readSettings } from "../../server/src/shared/settings.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { lint } from "../support/lint.ts";
import { buildOf, connectTo, runBuild } from "./support.ts";

/** What stops a build: each is an error for the linter, too. */
const STOPPED = [
  'ENV ["a","b"]',
  "ENV a",
  "ENV a=b c",
  "ENV =a",
  "ENV a='b",
  "ENV a=${b:x}",
  "ENV a=${b",
  "WORKDIR ${}",
  'ENV "a=b"',
  "ENV x=abc\nSTOPSIGNAL $x",
  "STOPSIGNAL 0",
  "STOPSIGNAL SIGTERM SIGINT",
  "ENV x=abc\nEXPOSE $x",
  "EXPOSE ['80']x",
  "EXPOSE 80/http",
  "EXPOSE web:80:80",
  'EXPOSE "80\\ 81"',
  "STOPSIGNAL $",
  'VOLUME ""',
  "VOLUME []",
  'VOLUME a="b c',
  "COPY --from=$x /a /b",
  "COPY a",
  "SHELL sh",
  "SHELL []",
  "CMD --x",
  "HEALTHCHECK CMD []",
  "HEALTHCHECK --interval=1 CMD true",
  "ONBUILD",
  "WORKDIR",
  "FOO",
];
/** What does not, however odd: never an error. */
const BUILT = [
  "CMD",
  "ENTRYPOINT []",
  "RUN",
  'USER "a b"',
  "MAINTAINER ${a:b}",
  "ONBUILD CMD ${a:x}",
  'LABEL [ "a" ]',
  'CMD ["a"',
  "ENTRYPOINT ['a']",
  'EXPOSE "80" 80:90 :80 80/ 127.0.0.1:80:80 [::1]::81 $none',
  "HEALTHCHECK cmd x",
  "STOPSIGNAL term",
  'STOPSIGNAL "SIGRTMIN+3"',
  "ARG a b",
  "COPY Dockerfile Dockerfile /tmp",
];
/** What only a newer front end than this engine's knows: no error, and reported as too new. */
const TOO_NEW = [
  "RUN <<EOF\ntrue\nEOF",
  "COPY --link Dockerfile /a",
  "COPY --parents Dockerfile /a/",
  "COPY --exclude=x Dockerfile /a",
  "HEALTHCHECK --start-interval=1s CMD true",
  "RUN --security=sandbox true",
  "RUN --network=none true",
  "ENV A=b\nENV B=${A#c}",
];
const NEW_ENOUGH = ["RUN --mount=type=cache,target=/c true", "COPY --chmod=600 Dockerfile /a"];
const AT_ONCE = 4;

suite("the linter's errors and a real build", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd?.dispose());

  async function isBuilt(body: string): Promise<boolean> {
    const { error } = await runBuild(engine, buildOf(`FROM ${BUSYBOX}\nRUN mkdir -p /tmp\n${body}\n`, "errors:1"));
    return error === null;
  }

  const hasError = (body: string): boolean =>
    lint(`FROM ${BUSYBOX}\n${body}\n`).some(({ severity }) => severity === "error");

  async function agree(bodies: readonly string[], builds: boolean): Promise<void> {
    for (let at = 0; at < bodies.length; at += AT_ONCE) {
      const few = bodies.slice(at, at + AT_ONCE);
      const built = await Promise.all(few.map(isBuilt));
      const seen = few.map((body, index) => ({ body, builds: built[index], error: hasError(body) }));
      assert.deepEqual(
        seen,
        few.map((body) => ({ body, builds, error: !builds })),
      );
    }
  }

  test("what stops the build is an error", () => agree(STOPPED, false));
  test("what the engine builds has none", () => agree(BUILT, true));

  async function isTooNew(body: string): Promise<boolean> {
    const config = lintConfig(
      readSettings(() => undefined),
      assert.fail,
      NO_CONFIG,
      await engine.info(),
    );
    const problems = lint(`FROM ${BUSYBOX}\n${body}\n`, config);
    assert.ok(!problems.some(({ severity }) => severity === "error"), body);
    return problems.some(({ rule }) => rule.id === "syntax-too-new");
  }

  test("what is too new for the engine is told as such, and nothing else", async () => {
    for (const body of TOO_NEW)
      assert.deepEqual([body, await isBuilt(body), await isTooNew(body)], [body, false, true]);
    for (const body of NEW_ENOUGH)
      assert.deepEqual([body, await isBuilt(body), await isTooNew(body)], [body, true, false]);
  });
});
