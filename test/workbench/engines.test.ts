import assert from "node:assert/strict";
import { after, before, suite } from "node:test";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { type Podman, startPodman } from "../support/podman.ts";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

suite("several engines", () => {
  const { folder } = makeWorkspace();
  let dockerd: Dockerd;
  let second: Dockerd;
  let podman: Podman;
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    [dockerd, second, podman] = await Promise.all([startDockerd(), startDockerd(), startPodman()]);
    await dockerd.run("here", "sleep 1000");
    await second.run("there", "sleep 1000");
    editor = await startEditor({ env: { DOCKER_HOST: dockerd.host } });
    window = await editor.open(folder);
  });
  after(async () => {
    await editor?.close();
    await Promise.all([dockerd?.dispose(), second?.dispose(), podman?.dispose()]);
  });
  const inWindow = (): Workbench => window;

  const add = async (it: Workbench, host: string, name: string): Promise<void> => {
    await it.command("Engines: Add Engine...");
    await it.quickInput.locator(".monaco-list-row", { hasText: "A socket of this machine" }).click();
    await it.quickInput.getByText("The path, such as").waitFor();
    await it.answer(host);
    await it.quickInput.getByText("What Gantry calls this engine").waitFor();
    await it.answer(name);
  };

  scenario("one engine stands in a view of its own", inWindow, async (it) => {
    await it.openViews("Gantry");
    await it.row("here", "Containers").waitFor();
    assert.equal(await it.row("here", "Containers").getAttribute("aria-level"), "1");
    await it.expandView("Engines");
    await it.row(/DOCKER_HOST.*current · Docker 20/, "Engines").waitFor();
  });

  scenario("an engine that is added is tried, connected and shown beside the first", inWindow, async (it) => {
    await add(it, second.host, "Second Docker");
    await it.row("there", "Containers").waitFor();
    assert.equal(await it.row("here", "Containers").getAttribute("aria-level"), "2");
    await add(it, podman.host, "Podman of the team");
    await it.row(/^Podman of the team/, "Engines").waitFor();
    await it.row(/^Podman of the teamPodman 4/, "Engines").waitFor();
  });

  scenario("what is done to a container is done on its own engine", inWindow, async (it) => {
    await it.choose(it.row("there", "Containers"), "Stop");
    await it.showsIcon(it.row("there", "Containers"), "codicon-vm-outline");
    const [there] = (await second.request("GET", "/containers/json?all=1")) as { State: string }[]; // As documented.
    assert.equal(there?.State, "exited");
  });

  scenario("an engine that does not answer is added all the same, if so wished", inWindow, async (it) => {
    await add(it, "/no/such/engine.sock", "Away");
    await it.dialog.waitFor();
    await it.screenshot("engines-not-answering");
    await it.dialog.locator(".monaco-button", { hasText: "Add Anyway" }).click();
    await it.row(/^Away/, "Engines").waitFor();
    await it.showsIcon(it.row(/^Away/, "Engines"), "codicon-warning");
    await it.screenshot("engines-side-by-side");
  });

  scenario("another engine becomes the current one, for this workspace", inWindow, async (it) => {
    await it.choose(it.row(/^Second Docker/, "Engines"), "Use in This Workspace");
    await it.row(/^Second Dockercurrent/, "Engines").waitFor();
    await it.row("here", "Containers").waitFor();
  });

  scenario("its disk usage, and what would go", inWindow, async (it) => {
    await it.choose(it.row(/^Second Docker/, "Engines"), "Disk Usage");
    await it.quickInput.getByText("Remove what is not used...").waitFor();
    await it.screenshot("engines-disk-usage");
    await it.quickInput.getByText("Remove what is not used...").click();
    await it.dialog.waitFor();
    assert.match((await it.dialog.textContent()) ?? "", /Stopped containers: there/);
    await it.screenshot("engines-what-would-go");
    await it.dialog.locator(".monaco-button", { hasText: /^Remove$/ }).click();
    await it.row("there", "Containers").waitFor({ state: "detached" });
  });

  scenario("an engine is taken off the list, which leaves the engine alone", inWindow, async (it) => {
    await it.choose(it.row(/^Away/, "Engines"), "Remove from the List...");
    await it.dialog.locator(".monaco-button", { hasText: "Remove" }).first().click();
    await it.row(/^Away/, "Engines").waitFor({ state: "detached" });
  });

  scenario("in Spanish and light", inWindow, async () => {
    const other = await editor.open(folder, { theme: "light", language: "es" });
    await other.openViews("Gantry");
    await other.expandView("Motores");
    await other.row(/^DOCKER_HOST.*actual/, "Motores").waitFor();
    await other.screenshot("engines-spanish-light");
    await other.close();
  });
});
