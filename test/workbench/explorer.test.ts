import assert from "node:assert/strict";
import { after, before, suite } from "node:test";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { type Podman, startPodman } from "../support/podman.ts";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

for (const [name, start] of [
  ["Docker", startDockerd],
  ["Podman", startPodman],
] as const)
  suite(`the explorer on ${name}`, () => {
    const { folder } = makeWorkspace();
    let engine: Dockerd | Podman;
    let editor: Editor;
    let window: Workbench;
    before(async () => {
      engine = await start();
      for (const name of ["web", "db"])
        await engine.run(`shop-${name}-1`, "sleep 1000", { labels: { "com.docker.compose.project": "shop" } });
      await engine.run("alone", "sleep 1000");
      await engine.run("done", "echo 12345 >/file");
      editor = await startEditor({ env: { DOCKER_HOST: engine.host } });
      window = await editor.open(folder);
    });
    after(async () => {
      await editor?.close();
      await engine?.dispose();
    });
    const inWindow = (): Workbench => window;

    scenario("containers stand under their compose project", inWindow, async (it) => {
      await it.openViews("Gantry");
      await it.view("Images").locator(".pane-header").click(); // Room for all rows.
      await it.row(/^shop2\/2 running/, "Containers").waitFor();
      assert.equal(await it.row("shop-web-1").getAttribute("aria-level"), "2");
      assert.equal(await it.row("alone").getAttribute("aria-level"), "1");
    });

    scenario("selection and collapsed groups survive what happens elsewhere", inWindow, async (it) => {
      await it.row("alone").click();
      await it
        .row(/^shop2/, "Containers")
        .locator(".monaco-tl-twistie")
        .click();
      await it.row("shop-web-1").waitFor({ state: "detached" });
      await engine.request("POST", "/containers/shop-db-1/kill");
      await it.row(/^shop1\/2 running/, "Containers").waitFor();
      await engine.run("newcomer", "sleep 1000");
      await it.row("newcomer").waitFor();
      assert.equal(await it.row("shop-web-1").count(), 0);
      assert.match((await it.row("alone").getAttribute("class")) ?? "", /selected/);
      await it
        .row(/^shop1/, "Containers")
        .locator(".monaco-tl-twistie")
        .click();
      await it.row("shop-web-1").waitFor();
    });

    scenario("what fits one container can be done to its group", inWindow, async (it) => {
      await it.choose(it.row(/^shop1/, "Containers"), "Start");
      await it.row(/^shop2\/2 running/, "Containers").waitFor();
      await it.choose(it.row(/^shop2/, "Containers"), "Pause");
      for (const name of ["shop-web-1", "shop-db-1"]) await it.showsIcon(it.row(name), "codicon-debug-pause");
      await it.choose(it.row(/^shop0/, "Containers"), "Unpause");
      await it.row(/^shop2\/2 running/, "Containers").waitFor();
    });

    scenario("a filter leaves out rows and says so", inWindow, async (it) => {
      await it.command("Gantry Containers: Filter Containers...");
      await it.answer("shop");
      await it.row("alone").waitFor({ state: "detached" });
      assert.match((await it.view("Containers").locator(".pane-header").textContent()) ?? "", /"shop"/);
      await it.command("Gantry Containers: Clear Filter of Containers");
      await it.row("alone").waitFor();
      await it.command("Gantry Containers: Show Only Running Containers");
      await it.row("done").waitFor({ state: "detached" });
      await it.command("Gantry Containers: Show Stopped Containers Too");
      await it.row("done").waitFor();
    });

    scenario("Inspect shows the engine's record", inWindow, async (it) => {
      await it.choose(it.row("alone"), "Inspect");
      await it.page.locator(".tab.active", { hasText: "alone.json" }).waitFor();
      await it.eventually(async () => ((await it.text()).includes('"Id":') ? true : null), "the record is shown");
    });

    scenario("removing what is stopped names it, with what is freed", inWindow, async (it) => {
      await it.command("Gantry Containers: Remove Stopped Containers...");
      await it.dialog.waitFor();
      assert.match((await it.dialog.textContent()) ?? "", /done \([\d.]+ k?B\)[\s\S]*Frees [\d.]+ k?B/);
      await it.screenshot("removing-the-stopped-asks");
      await it.dialog.locator(".monaco-button", { hasText: "Remove" }).first().click();
      await it.row("done").waitFor({ state: "detached" });
    });
  });
