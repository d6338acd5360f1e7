import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite } from "node:test";
import { BUSYBOX } from "../support/dockerd.ts";
import { marked } from "../support/marks.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";

/** A text that no other process of the machine has in its command line. */
const SLEEP = `8${process.pid}8`;

/** Thirty steps in two stages. */
const DOCKERFILE = [
  `FROM ${BUSYBOX} AS build`,
  "WORKDIR /src",
  "COPY package.json ./",
  ...Array.from({ length: 12 }, (_, i) => `RUN echo "module ${i + 1}" && sleep 0.3`),
  "COPY src src",
  'RUN echo "bundling" && sleep 2 && head -c 3000000 /dev/zero >app',
  "",
  `FROM ${BUSYBOX}`,
  ...Array.from({ length: 10 }, (_, i) => `RUN echo "setting ${i + 1}" >>/etc/shop && sleep 0.1`),
  "COPY --from=build /src/app /app",
  "RUN chmod 700 /app",
  "",
].join("\n");

suite("a build of thirty steps", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const own = ownEngine(folder, {
    before() {
      writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
      writeFileSync(join(folder, "package.json"), "{}");
      writeFileSync(join(folder, "src"), "one");
      writeFileSync(join(folder, "slow.Dockerfile"), `FROM ${BUSYBOX}\nRUN sleep ${SLEEP}\n`);
      writeFileSync(
        join(folder, "broken.Dockerfile"),
        `FROM ${BUSYBOX}\nRUN echo "first" \\\n && echo "second" \\\n && no-such-tool --now \\\n && echo "never"\n`,
      );
    },
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const inWindow = (): Workbench => own().window;
  before(() => own().window.openFile("Dockerfile"));

  scenario("is watched step by step", inWindow, async (it) => {
    await build(it, "shop:1");
    await marked(it, /● running \d+ s/);
    await marked(it, /✓ \d/);
    await marked(it, /○ waiting/);
    await it.page.waitForTimeout(2000);
    await it.screenshot("build-30-running-dark");
    await it.notification(/Built shop:1/).waitFor({ timeout: 60_000 });
    await total(it, /\d+\.\d s · \d+ of 17 steps cached/);
    await total(it, /\d+\.\d s · \d+ of 13 steps cached · 6\.0 MB/);
    await it.screenshot("build-30-done-dark");
  });

  scenario("says what changed when it is built again", inWindow, async (it) => {
    writeFileSync(join(folder, "src"), "two");
    await build(it, "shop:1");
    await marked(it, /✓ \d\.\d s.* · src changed/);
    await total(it, /1[45] of 17 steps cached/);
    await it.screenshot("build-30-again-dark");
  });

  scenario("is the same in a light theme and in Spanish", inWindow, async () => {
    const spanish = await own().editor.open(folder, { theme: "light", language: "es" });
    await spanish.openFile("Dockerfile");
    // A window of its own remembers its own builds.
    await build(spanish, "shop:2", "Construir imagen");
    await spanish.notification(/Se construyó shop:2/).waitFor();
    writeFileSync(join(folder, "src"), "three");
    await build(spanish, "shop:2", "Construir imagen");
    await marked(spanish, /✓ .* · cambió src/);
    await total(spanish, /1[45] de 17 pasos/);
    await total(spanish, /imagen completa: \d+,\d s · /);
    await spanish.screenshot("build-30-light-spanish");
    await spanish.close();
  });

  scenario("fails on the right line of a RUN", inWindow, async (it) => {
    await it.openFile("broken.Dockerfile");
    await build(it, "shop:3");
    await marked(it, /✗ failed/);
    const squiggle = await it.squiggle();
    const line = it.page.locator(".editor-instance .view-line", { hasText: "no-such-tool" });
    const [mark, text] = [await squiggle.boundingBox(), await line.boundingBox()];
    assert.ok(mark && text && Math.abs(mark.y - text.y) < text.height / 2, "the error is on the line of the command");
    await it.screenshot("build-failed-line");
  });

  scenario("is cancelled on the engine at once", inWindow, async (it) => {
    await it.openFile("slow.Dockerfile");
    await build(it, "shop:4");
    await it.eventually(async () => (isRunning() ? true : null), "the step runs on the engine");
    const cancel = it.page.locator(".notifications-toasts .notification-toast", { hasText: "Building shop:4" });
    const startedAt = Date.now();
    await cancel.locator("a, .monaco-button", { hasText: "Cancel" }).first().click();
    await it.eventually(async () => (isRunning() ? null : true), "the step has ended on the engine");
    // A second on a machine that has nothing else to do, the click included.
    assert.ok(Date.now() - startedAt < 10_000);
  });
});

async function build(window: Workbench, tag: string, lens = "Build image"): Promise<void> {
  await window.page.locator(".codelens-decoration a", { hasText: lens }).first().click();
  await window.answer(tag);
}

/** What stands above a FROM when the build is over. */
async function total(window: Workbench, text: RegExp): Promise<void> {
  await window.page.locator(".codelens-decoration", { hasText: text }).first().waitFor();
}

const isRunning = (): boolean =>
  readdirSync("/proc").some((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8") === `sleep\0${SLEEP}\0`;
    } catch {
      return false; // It has ended meanwhile.
    }
  });
