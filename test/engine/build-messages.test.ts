import assert from "node:assert/strict";
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { BuildMarks } from "../../client/src/build/build-marks.ts";
import { Builds } from "../../client/src/build/builds.ts";
import { PLAIN_OPTIONS } from "../../client/src/build/options.ts";
import { TextStorage } from "../../client/src/build/storage.ts";
import type { BuildWatch, CommandContext } from "../../client/src/commands/command.ts";
import { runBuild } from "../../client/src/commands/images/run-build.ts";
import { openCredentials } from "../../client/src/registry/credentials.ts";
import { outline } from "../../server/src/dockerfile/outline.ts";
import { parse } from "../../server/src/dockerfile/parse.ts";
import { readSettings } from "../../server/src/shared/settings.ts";
import { createDocument } from "../../server/src/text/document.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { ScriptedUi } from "../support/scripted-ui.ts";
import { connectTo } from "./support.ts";

const NOBODY = 65534;
const WATCH: BuildWatch = { event() {}, measured() {}, explained() {}, end() {} };
/** Nobody listens there. */
const NOWHERE = "127.0.0.1:9/shop/base:9";

suite("what is said of a build that cannot be", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const kept = mkdtempSync(join(tmpdir(), "gantry-kept-"));
  const builds = new Builds(new TextStorage(join(kept, "history"), 1), new TextStorage(join(kept, "logs"), 9));
  let dockerd: Dockerd;
  before(async () => {
    dockerd = await startDockerd({ diskMegabytes: 60 });
  });
  after(async () => {
    await dockerd?.dispose();
    for (const it of [folder, kept]) rmSync(it, { recursive: true, force: true });
  });

  interface Hooks {
    readonly marks?: BuildMarks;
    started?(): void;
    sending?(): void;
  }

  const outlineOf = (text: string) => outline(parse(createDocument("file:///shop/Dockerfile", "dockerfile", 1, text)));

  async function build(text: string, hooks: Hooks = {}): Promise<string> {
    const dockerfile = join(folder, "Dockerfile");
    writeFileSync(dockerfile, text);
    const engine = await connectTo(dockerd);
    // All that a build asks for.
    const context: Partial<CommandContext> = {
      ui: new ScriptedUi(),
      engine: async () => engine,
      builds,
      snapshots: new TextStorage(join(kept, "snapshots"), 9),
      credentials: openCredentials(
        { get: async () => undefined, store: async () => undefined, delete: async () => undefined },
        { env: {}, home: kept },
      ),
      settings: () => readSettings((name) => (name === "build.largeContext" ? 0 : undefined)),
      saveFiles: async () => hooks.started?.(),
      outline: async () => outlineOf(text),
      watchBuild: () => ({ ...WATCH, event: (it) => hooks.marks?.apply(it) }),
    };
    const outcome = await runBuild(
      context as CommandContext, // It asks for no more.
      {
        dockerfile,
        options: { ...PLAIN_OPTIONS, tag: "shop:1", context: folder, network: "none" },
        signal: new AbortController().signal,
      },
      { report: ({ message }) => message?.startsWith("sending") && hooks.sending?.(), write: () => undefined },
    );
    return outcome.kind === "cancelled" ? outcome.kind : outcome.text;
  }

  test("a file of the context may not be read", async () => {
    writeFileSync(join(folder, "key.pem"), "secret", { mode: 0o600 });
    for (const it of [folder, dirname(dockerd.socket)]) chmodSync(it, 0o755);
    chmodSync(dockerd.socket, 0o666);
    const dockerfile = `FROM ${BUSYBOX}\nCOPY . /\n`;
    const text = await build(dockerfile, { started: () => process.seteuid?.(NOBODY) }).finally(() =>
      process.seteuid?.(0),
    );
    assert.match(text, /key\.pem/);
    assert.match(text, /permission|\.dockerignore/);
    rmSync(join(folder, "key.pem"));
  });

  test("a file grows while it is sent", async () => {
    const file = join(folder, "server.log");
    writeFileSync(file, Buffer.alloc(20_000_000));
    const text = await build(`FROM ${BUSYBOX}\nCOPY . /\n`, {
      sending: () => appendFileSync(file, "one line more\n"),
    });
    assert.match(
      text,
      /'server\.log' changed its size while it was sent\. Exclude it in \.dockerignore, or build again\./,
    );
    rmSync(file);
  });

  for (const [name, text, line] of [
    ["a base image", `ARG V=9\nFROM 127.0.0.1:9/shop/base:\${V}\nRUN true\n`, 1],
    ["an image that is copied from", `FROM ${BUSYBOX}\nCOPY --from=${NOWHERE} /x /\n`, 1],
    ["the front end", `# syntax=${NOWHERE}\nFROM ${BUSYBOX}\n`, 0],
  ] as const)
    test(`${name} cannot be had: an error on its line, and a failed build in the history`, async () => {
      const { stages, syntaxLine } = outlineOf(text);
      const marks = new BuildMarks(stages, syntaxLine);
      const before = (await builds.list()).length;
      assert.match(await build(text, { marks }), /registry/);
      const failed = marks.marks().filter((it) => it.status === "failed");
      assert.deepEqual(
        failed.map((it) => it.line),
        [line],
      );
      assert.equal((await builds.list()).length, before + 1);
    });

  test("the engine's disk is full", async () => {
    writeFileSync(join(folder, "large"), Buffer.alloc(80_000_000));
    const text = await build(`FROM ${BUSYBOX}\nCOPY large /\n`);
    assert.match(text, /^Cannot build shop:1: the engine's disk is full\. Prune what nothing uses, then try again\.$/);
    rmSync(join(folder, "large"));
  });

  test("and each of them stands in the history as failed or not at all", async () => {
    assert.ok((await builds.list()).every((it) => it.outcome === "failed"));
  });
});
