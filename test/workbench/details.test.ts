import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "node:test";
import type { FrameLocator, Locator } from "playwright-core";
import { BUSYBOX } from "../support/dockerd.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

const NOISE = [
  "i=0",
  "while true; do i=$((i+1))",
  'printf "\\033[32mINFO\\033[0m  request %d served in \\033[1m12 ms\\033[0m\\n" $i',
  '[ $((i%5)) = 0 ] && echo "WARN request $i was slow" >&2',
  "sleep 0.1; done",
].join("; ");

suite("what is below the objects", () => {
  const { folder } = makeWorkspace();
  const own = ownEngine(folder, {
    async before(dockerd) {
      const create = async (name: string, script: string, more: object = {}): Promise<void> => {
        const body = { Image: BUSYBOX, Cmd: ["sh", "-c", script], ...more };
        await dockerd.request("POST", `/containers/create?name=${name}`, body);
        await dockerd.request("POST", `/containers/${name}/start`);
      };
      await create("web", `mkdir /srv && echo 'port=80' > /srv/app.conf; ${NOISE}`, {
        Env: ["API_TOKEN=secret-value"],
        HostConfig: { Binds: ["data:/data"] },
      });
      await create("worker", NOISE);
      await dockerd.request("POST", "/volumes/create", { Name: "orphan" });
    },
  });
  const inWindow = (): Workbench => own().window;
  const twistie = (row: Locator): Locator => row.locator(".monaco-tl-twistie");
  /** Runs a command in a container to its end; answers its exit code. */
  const exec = async (name: string, command: readonly string[]): Promise<number> => {
    const made = (await own().dockerd.request("POST", `/containers/${name}/exec`, { Cmd: command })) as { Id: string };
    await own().dockerd.request("POST", `/exec/${made.Id}/start`, { Detach: true });
    for (;;) {
      const now = (await own().dockerd.request("GET", `/exec/${made.Id}/json`)) as { ExitCode: number | null };
      if (now.ExitCode !== null) return now.ExitCode;
    }
  };
  const page = (it: Workbench): FrameLocator =>
    it.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");

  scenario("a container's environment, hidden until it is asked for", inWindow, async (it) => {
    await it.openViews("Gantry");
    // Room for what is below.
    await it.view("Images").locator(".pane-header").click();
    await twistie(it.row("web", "Containers")).click();
    await twistie(it.row(/^Environment/, "Containers")).click();
    const variable = it.row(/^API_TOKEN/, "Containers");
    await variable.waitFor();
    assert.doesNotMatch((await variable.textContent()) ?? "", /secret-value/);
    await it.choose(variable, "Show Value");
    await it.row(/^API_TOKENsecret-value/, "Containers").waitFor();
    await twistie(it.row(/^Environment/, "Containers")).click();
  });

  scenario("a file in a container is opened, changed and saved", inWindow, async (it) => {
    await twistie(it.row("Files", "Containers")).click();
    await twistie(it.row("srv", "Containers")).click();
    await it.row("app.conf", "Containers").click();
    await it.eventually(async () => (await it.text()).includes("port=80") || null, "the file is shown");
    await it.page.locator(".editor-instance .monaco-editor").first().click();
    await it.page.keyboard.press("Control+A");
    await it.page.keyboard.type("port=8080");
    await it.page.keyboard.press("Control+S");
    await it.eventually(
      async () => (await exec("web", ["grep", "-q", "8080", "/srv/app.conf"])) === 0 || null,
      "the file is saved",
    );
  });

  scenario("what is dropped on a container lands in it", inWindow, async (it) => {
    writeFileSync(join(folder, "dropped.txt"), "from here\n");
    await it.openFile("dropped.txt");
    await it.openViews("Gantry");
    await it.page.locator(".tab", { hasText: "dropped.txt" }).dragTo(it.row("web", "Containers"));
    await it.row("dropped.txt", "Containers").waitFor();
    assert.equal(await exec("web", ["grep", "-q", "from here", "/dropped.txt"]), 0);
  });

  scenario("a file that changed in the container meanwhile is not written over unasked", inWindow, async (it) => {
    await it.row("app.conf", "Containers").click();
    await it.eventually(async () => (await it.text()).includes("port=8080") || null, "the file is shown");
    await it.page.locator(".editor-instance .monaco-editor").first().click();
    await it.page.keyboard.press("Control+End");
    await it.page.keyboard.type(" # mine");
    await exec("web", ["sh", "-c", "echo port=9 of somebody else > /srv/app.conf"]);
    await it.page.keyboard.press("Control+S");
    await it.eventually(
      async () => (await it.page.locator(".tab.active.dirty", { hasText: "app.conf" }).count()) === 1 || null,
      "it is not saved",
    );
    await it.page.waitForTimeout(2000); // It would be saved by now.
    assert.equal(await exec("web", ["grep", "-q", "somebody else", "/srv/app.conf"]), 0);
    await it.command("File: Revert File");
  });

  scenario("logs in a tab of their own, with colours, search and channels", inWindow, async (it) => {
    await it.choose(it.row("web", "Containers"), "View Logs");
    const logs = page(it);
    await logs
      .locator(".line", { hasText: /request \d+ served/ })
      .first()
      .waitFor();
    await logs.locator(".fg2", { hasText: "INFO" }).first().waitFor();
    await logs.locator("input[type=search]").fill("slow");
    await logs.locator(".match").first().waitFor();
    await it.screenshot("logs-search");
    await logs.getByLabel("Only lines with a match").check();
    await it.eventually(
      async () => (await logs.locator(".line").allTextContents()).every((text) => text.includes("slow")) || null,
      "only matches are shown",
    );
    await logs.locator("input[type=search]").fill("");
    await logs.getByLabel("Which channel").selectOption("stderr");
    await it.eventually(
      async () => (await logs.locator(".line").allTextContents()).every((text) => text.includes("WARN")) || null,
      "only stderr is shown",
    );
    await logs.getByLabel("Which channel").selectOption("all");
    await own().dockerd.request("POST", "/containers/web/restart?t=0");
    await logs.locator(".note").first().waitFor();
    await logs
      .locator(".line", { hasText: /request 3 served/ })
      .last()
      .waitFor();
  });

  scenario("the use of resources as charts and as a table", inWindow, async (it) => {
    await it.command("Gantry Containers: Show Resource Usage");
    const dashboard = page(it);
    await dashboard.locator("main > div > table tbody tr").nth(1).waitFor();
    assert.equal(await dashboard.locator(".uplot").count(), 4);
    await it.eventually(
      async () =>
        /%.*[kM]B/.test((await dashboard.locator("main > div > table tbody tr").first().textContent()) ?? "") || null,
      "numbers are in the table",
    );
    await it.page.waitForTimeout(4000);
  });

  scenario("volumes without a use are marked", inWindow, async (it) => {
    await it.expandView("Volumes");
    await it.row(/^orphanunused/, "Volumes").waitFor();
  });
});
