import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite } from "node:test";
import type { FrameLocator } from "playwright-core";
import { BUSYBOX } from "../support/dockerd.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";

const DOCKERFILE = `FROM ${BUSYBOX}
RUN mkdir /data && head -c 4000000 /dev/zero >/data/download.tar && head -c 900000 /dev/zero >/data/app
RUN chmod 700 /data/app && rm /data/download.tar
RUN echo '<b>a "name" that is <script>no markup</script></b>' >'/data/<img src=x>'
`;

suite("the layers of an image in the workbench", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const own = ownEngine(folder, {
    async before(dockerd) {
      writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
      await dockerd.build("shop:1", { Dockerfile: DOCKERFILE });
    },
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const inWindow = (): Workbench => own().window;

  scenario("layers open from the image, with the waste", inWindow, async (it) => {
    const page = await open(it, "Explore Layers", "Images");
    await page.locator("#summary", { hasText: "wasted" }).waitFor();
    await page.locator(".layer", { hasText: "head -c 4000000" }).click();
    await page.locator("#files li", { hasText: "data/download.tar" }).waitFor();
    await it.screenshot("layers-dark");
  });

  scenario("layers are walked with the keyboard and searched", inWindow, async (it) => {
    const page = pageOf(it);
    await it.page.keyboard.press("ArrowDown");
    await page.locator("#files li", { hasText: "−" }).filter({ hasText: "data/download.tar" }).waitFor();
    await it.page.keyboard.press("End");
    await page.locator("#instruction", { hasText: "Wasted space" }).waitFor();
    await it.page.keyboard.press("ArrowUp");
    await page.locator("#files li", { hasText: "<img src=x>" }).waitFor();
    assert.equal(await page.locator("#files img").count(), 0, "names from the image are no markup");
    await page.locator("#search").fill("no such file");
    await page.locator("#count", { hasText: "No file has 'no such file' in its path." }).waitFor();
  });

  scenario("a layer leads to the line of the Dockerfile that made it", inWindow, async (it) => {
    await it.openFile("Dockerfile");
    await it.page.locator(".codelens-decoration a", { hasText: "Build image" }).first().click();
    await it.answer("shop:1");
    await it.notification(/Built shop:1/).waitFor();
    await it.row("<none>", "Images").waitFor(); // The rows move when the image before loses its name.
    const page = await open(it, "Explore Layers", "Images");
    await page.locator(".layer", { hasText: "RUN chmod" }).click();
    await it.screenshot("layers-linked");
    await page.locator("button", { hasText: "Open in the Dockerfile" }).click();
    await it.page.locator(".statusbar-item", { hasText: "Ln 3, Col 1" }).waitFor();
  });

  scenario("layers in a light theme and in Spanish", inWindow, async () => {
    const spanish = await own().editor.open(folder, { theme: "light", language: "es" });
    const page = await open(spanish, "Explorar capas", "Im");
    await page.locator("#summary", { hasText: "desperdiciados" }).waitFor();
    await page.locator("#files li").first().waitFor();
    await spanish.screenshot("layers-light-spanish");
    await spanish.close();
  });
});

const pageOf = (window: Workbench): FrameLocator =>
  window.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

/** From the menu of the image; titles by their beginning, whatever the language. */
async function open(window: Workbench, entry: string, view: string): Promise<FrameLocator> {
  await window.page.locator(".monaco-workbench").waitFor();
  await window.openViews("Gantry");
  const pane = window.page.locator(".pane", {
    has: window.page.locator(`.pane-header .title:text-matches("^${view}")`),
  });
  const row = pane.locator(".monaco-list-row", { hasText: "shop" }).first();
  await row.waitFor();
  await window.choose(row, entry);
  return pageOf(window);
}
