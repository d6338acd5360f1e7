import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite } from "node:test";
import { buildxEnv } from "../support/buildx.ts";
import { BUSYBOX } from "../support/dockerd.ts";
import { marked } from "../support/marks.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";

const DOCKERFILE = `FROM ${BUSYBOX}
RUN --mount=type=secret,id=npmrc test "$(cat /run/secrets/npmrc)" = hush && sleep 6
COPY shop.txt /
`;

suite("the builds of a workspace, and those of Docker Buildx", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const own = ownEngine(folder, {
    // Without the last the editor would take the PATH of a login shell.
    env: { ...buildxEnv(), NPMRC: "hush", VSCODE_CLI: "1" },
    before() {
      writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
      writeFileSync(join(folder, "shop.txt"), "open");
    },
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const inWindow = (): Workbench => own().window;

  scenario("nothing has been built yet", inWindow, async (it) => {
    await it.openFile("Dockerfile");
    await it.openViews("Gantry");
    await it.expandView("Builds");
    await it.view("Builds").getByText("Nothing has been built in this workspace yet.").waitFor();
  });

  scenario("the form offers what Docker Buildx can do", inWindow, async (it) => {
    await it.command("Build with Options...");
    const row = (text: string | RegExp) => it.quickInput.locator(".monaco-list-row", { hasText: text }).first();
    await it.quickInput.locator("input[type=text]").fill("Secrets");
    await row(/The Dockerfile asks for npmrc/).click();
    await row(/^\s*npmrc\s*not given/).click();
    await row("An Environment Variable").click();
    await it.answer("NPMRC");
    await it.quickInput.locator("input[type=text]").fill("Secrets");
    await row(/Secrets\s*npmrc/).waitFor();
  });

  scenario("a build by Docker Buildx is seen in the file like all the others", inWindow, async (it) => {
    await it.quickInput.locator("input[type=text]").fill("Build");
    await it.quickInput
      .locator(".monaco-list-row", { hasText: /^\s*Build/ })
      .first()
      .click();
    await marked(it, /● running \d+ s/);
    await it.notification(/Built .*:latest in/).waitFor();
    await marked(it, /✓ \d\.\d s/);
  });

  scenario("what was built stands in the view, newest first", inWindow, async (it) => {
    await it.row(/:latest\s*\d+\.\d s · \d of 3 steps cached/, "Builds").waitFor();
    writeFileSync(join(folder, "shop.txt"), "closed".repeat(1000));
    const row = it.row(/:latest/, "Builds");
    await it.choose(row, "Build Again");
    await it.eventually(
      async () => ((await it.view("Builds").locator(".monaco-list-row").count()) === 2 ? true : null),
      "there are two builds",
    );
  });

  scenario("a build is compared with the one before", inWindow, async (it) => {
    await it.choose(it.row(/:latest/, "Builds"), "Compare with the Build Before");
    await it.page.locator(".monaco-diff-editor .view-line", { hasText: "tag:" }).first().waitFor();
  });

  scenario("the log of a build is kept", inWindow, async (it) => {
    await it.row(/:latest/, "Builds").click();
    await it.eventually(
      async () => ((await it.text()).includes("load build definition") ? true : null),
      "it is on the screen",
    );
  });

  scenario("what a stage was tried in goes with the window", inWindow, async (it) => {
    await it.openFile("Dockerfile");
    await it.page.locator(".codelens-decoration a", { hasText: "Try it in a shell" }).first().click();
    await it.terminal(/#$/m);
    await it.command("Developer: Reload Window");
    const containers = async () => (await own().dockerd.request("GET", "/containers/json?all=1")) as unknown[]; // A list, as documented.
    await it.eventually(async () => ((await containers()).length === 0 ? true : null), "its container is removed");
    // The picture is taken of the window that has come back.
    await it.page.locator(".codelens-decoration", { hasText: "Build image" }).first().waitFor();
  });
});
