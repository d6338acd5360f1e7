import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

suite("the editor", () => {
  const { folder } = makeWorkspace();
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    // An engine that is not there must not matter to any of this.
    editor = await startEditor({ env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(folder);
  });
  after(() => editor?.close());
  const inWindow = (): Workbench => window;

  scenario("a Dockerfile shows its findings", inWindow, async (it) => {
    await it.openFile("Dockerfile");
    await it.squiggle("warning");
    await it.command("Problems: Focus on Problems View");
    const rows = it.page.locator(".markers-panel .monaco-list-row");
    await rows.filter({ hasText: "run" }).first().waitFor();
    await rows.filter({ hasText: "node" }).first().waitFor();
  });

  scenario("hovering an instruction explains it", inWindow, async (it) => {
    await it.hover(it.word("HEALTHCHECK"), /exit code|healthy/i);
  });

  scenario("typing offers instructions", inWindow, async (it) => {
    await it.goTo(10, 1);
    await it.page.keyboard.press("End");
    await it.page.keyboard.press("Enter");
    await it.page.keyboard.type("HEAL", { delay: 30 });
    const suggestions = it.page.locator(".suggest-widget.visible .monaco-list-row");
    await suggestions.filter({ hasText: "HEALTHCHECK" }).first().waitFor();
  });

  scenario("an accepted suggestion is inserted", inWindow, async (it) => {
    await it.page.keyboard.press("Enter");
    await it.eventually(
      async () => ((await it.text()).includes("\nHEALTHCHECK") ? true : null),
      "HEALTHCHECK is there",
    );
    await it.page.keyboard.press("Escape");
    await it.command("File: Revert File");
    await it.eventually(
      async () => (/^HEALTHCHECK(?! --interval=10s)/m.test(await it.text()) ? null : true),
      "the file is as it was",
    );
  });

  scenario("the light bulb fixes a lower-case instruction", inWindow, async (it) => {
    await it.goTo(6, 2);
    await it.squiggle("warning");
    const fix = it.page.locator(".action-widget .monaco-list-row", { hasText: "RUN" }).first();
    // What is found anew, as after a file was reverted, closes the list.
    await it.eventually(async () => {
      await it.page.keyboard.press("Control+.");
      return fix.waitFor({ timeout: 2000 }).then(
        () => true,
        () => null,
      );
    }, "the fix is offered");
    await it.screenshot("the-light-bulb-is-open");
    await fix.click();
    await it.eventually(async () => (/^RUN node --test$/m.test(await it.text()) ? true : null), "run became RUN");
  });

  scenario("a compose file shows its YAML error", inWindow, async (it) => {
    await it.command("File: Revert File");
    await it.openFile("compose.yaml");
    await it.squiggle("error");
    await it.goTo(11, 5);
    await it.hoverAtCursor(/`ports` .*twice/);
  });

  test("a light theme is readable", async () => {
    const light = await editor.open(folder, { theme: "light" });
    await light.openFile("Dockerfile");
    await light.squiggle("warning");
    await light.openViews("Gantry");
    await light.row("Retry").waitFor();
    await light.screenshot("a-light-theme");
    await light.close();
  });
});

suite("in Spanish", () => {
  const { folder } = makeWorkspace();
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    editor = await startEditor({ env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(folder, { language: "es" });
  });
  after(() => editor?.close());

  scenario(
    "en español, los problemas y el árbol",
    () => window,
    async (it) => {
      await it.openFile("Dockerfile");
      await it.squiggle("warning");
      await it.command("Problems: Focus on Problems View");
      await it.page.locator(".markers-panel .monaco-list-row", { hasText: "Escrib" }).first().waitFor();
      await it.openViews("Gantry");
      await it.row("Reintentar").waitFor();
    },
  );

  scenario(
    "en español, la explicación de una instrucción",
    () => window,
    async (it) => {
      await it.hover(it.word("HEALTHCHECK"), /contenedor/);
    },
  );
});

suite("in a workspace that is not trusted", () => {
  const { folder } = makeWorkspace();
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    editor = await startEditor({ trusted: false, env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(folder);
  });
  after(() => editor?.close());

  scenario(
    "without trust the editor works and nothing can be built",
    () => window,
    async (it) => {
      await it.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await it.openFile("Dockerfile");
      await it.squiggle("warning");
      await it.word("FROM").first().click({ button: "right" });
      await it.page.locator(".monaco-menu").waitFor();
      const build = it.page.locator(".monaco-menu .action-item:has(.action-label:text-is('Build Image...'))");
      if ((await build.count()) > 0) assert.match((await build.getAttribute("class")) ?? "", /disabled/);
    },
  );
});
