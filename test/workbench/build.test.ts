import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite } from "node:test";
import { BUSYBOX } from "../support/dockerd.ts";
import { marked, marksIn } from "../support/marks.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";

const DOCKERFILE = `FROM ${BUSYBOX} AS base
RUN for i in 1 2 3 4 5 6; do echo "module $i"; sleep 0.5; done; head -c 2000000 /dev/zero >/big

FROM base AS test
RUN echo "no such module" >&2; exit 3

FROM base
COPY shop.txt /
`;

suite("a build seen in its file", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const own = ownEngine(folder, {
    before() {
      mkdirSync(join(folder, "docker"));
      writeFileSync(join(folder, "docker/Dockerfile"), DOCKERFILE);
      writeFileSync(join(folder, "shop.txt"), "open");
      mkdirSync(join(folder, ".vscode"));
      const task = {
        type: "gantry-build",
        dockerfile: "docker/Dockerfile",
        tag: "shop:task",
        moreTags: ["shop:other"],
        target: "base",
      };
      const tasks = [{ ...task, group: { kind: "build", isDefault: true }, problemMatcher: [] }];
      writeFileSync(join(folder, ".vscode/tasks.json"), JSON.stringify({ version: "2.0.0", tasks }, null, 2));
    },
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const inWindow = (): Workbench => own().window;
  before(() => own().window.openFile("docker/Dockerfile"));

  scenario("each step shows its state while it builds", inWindow, async (it) => {
    await it.page.locator(".codelens-decoration a", { hasText: "Build image" }).click();
    await it.answer("shop:1");
    await marked(it, /● running \d+ s · module \d/);
    await marked(it, /○ waiting/);
  });

  scenario("after the build each step shows its time and size", inWindow, async (it) => {
    await it.notification(/Built shop:1/).waitFor();
    await marked(it, /✓ \d\.\d s · 2\.0 MB/);
    const marks = await marksIn(it);
    assert.equal(marks.filter((mark) => mark.startsWith("✓")).length, 3, "the stage that was not needed has no mark");
  });

  scenario("the stage that fails is an error where it stands", inWindow, async (it) => {
    await it.page.locator(".codelens-decoration a", { hasText: "Build this stage" }).nth(1).click();
    await it.answer("shop:test");
    await marked(it, /✗ failed/);
    await it.goTo(5);
    await it.page.keyboard.press("F8");
    await it.page.locator(".zone-widget", { hasText: /ended with exit code 3[\s\S]*no such module/ }).waitFor();
    await it.screenshot("a-failed-step");
    await it.page.keyboard.press("Escape");
  });

  scenario("a step that is edited has no mark any more", inWindow, async (it) => {
    await it.goTo(5, 5);
    await it.page.keyboard.type("true; ");
    await it.eventually(async () => ((await marksIn(it)).some((mark) => /failed/.test(mark)) ? null : true), "no mark");
    assert.ok(
      (await marksIn(it)).some((mark) => /cached|\d s/.test(mark)),
      "the others keep theirs",
    );
    await it.page.keyboard.press("Control+Z");
  });

  scenario("a stage is tried in a shell and leaves nothing behind", inWindow, async (it) => {
    await it.page.locator(".codelens-decoration a", { hasText: "Try it in a shell" }).first().click();
    await it.terminal(/[#$] $|#$/m);
    await it.typeInTerminal("ls -l /big && exit\n");
    await it.eventually(async () => {
      const images = JSON.stringify(await own().dockerd.request("GET", "/images/json"));
      return images.includes("gantry-try/") ? null : true;
    }, "no image of the try");
  });

  scenario("a build is a task too", inWindow, async (it) => {
    await it.openFile(".vscode/tasks.json");
    await it.command("Tasks: Run Build Task");
    await it.terminal("Built shop:task");
    const image = (await own().dockerd.request("GET", "/images/shop:other/json")) as { RepoTags: string[] }; // As documented.
    assert.ok(image.RepoTags.includes("shop:task"), `both are of one image: ${image.RepoTags}`);
  });

  scenario("build with options is one list", inWindow, async (it) => {
    await it.openFile("docker/Dockerfile");
    await it.command("Gantry Images: Build with Options...");
    await it.quickInput.getByText("Target stage").waitFor();
    await it.quickInput.getByText("./", { exact: true }).waitFor();
    await it.screenshot("build-with-options");
    await it.page.keyboard.press("Escape");
  });
});
