import assert from "node:assert/strict";
import { suite } from "node:test";
import { BUSYBOX } from "../support/dockerd.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

suite("with an engine", () => {
  const { folder } = makeWorkspace();
  const own = ownEngine(folder);
  const inWindow = (): Workbench => own().window;

  scenario("the views show what the engine has", inWindow, async (it) => {
    await own().dockerd.request("POST", "/volumes/create", { Name: "letters" });
    await own().dockerd.run("postman", "while true; do date; sleep 1; done");
    await it.openViews("Gantry");
    await it.row("postman").waitFor();
    await it.row(BUSYBOX).waitFor();
    for (const view of ["Volumes", "Networks"]) await it.expandView(view);
    await it.row("letters").waitFor();
    await it.row("bridge").waitFor();
  });

  scenario("a container started elsewhere appears", inWindow, async (it) => {
    await own().dockerd.run("visitor", "sleep 1000");
    await it.row("visitor").waitFor();
    await it.showsIcon(it.row("visitor"), "codicon-vm-running");
  });

  scenario("a container stopped elsewhere changes its icon", inWindow, async (it) => {
    await own().dockerd.request("POST", "/containers/visitor/stop?t=1");
    await it.showsIcon(it.row("visitor"), "codicon-vm-outline");
  });

  scenario("a container removed elsewhere disappears", inWindow, async (it) => {
    await own().dockerd.request("DELETE", "/containers/visitor");
    await it.row("visitor").waitFor({ state: "detached" });
  });

  scenario("an attached shell takes commands", inWindow, async (it) => {
    await it.choose(it.row("postman"), "Attach Shell");
    await it.terminal(/[#$] $|#$/m);
    await it.typeInTerminal("echo $((6 * 7)) && ls /\n");
    const text = await it.terminal("42");
    assert.match(text, /bin/);
  });

  scenario("Ctrl-C reaches the attached shell", inWindow, async (it) => {
    await it.typeInTerminal("sleep 1000\n");
    // Before the shell has started it, the shell itself reads the key.
    await it.eventually(async () => {
      const processes = JSON.stringify(await own().dockerd.request("GET", "/containers/postman/top"));
      return processes.includes("sleep 1000") ? true : null;
    }, "sleep runs");
    await it.page.keyboard.press("Control+C");
    await it.typeInTerminal("echo still $((1 + 1)) here\n");
    await it.terminal("still 2 here");
  });

  scenario("the size of the terminal is the shell's", inWindow, async (it) => {
    await it.typeInTerminal("stty size\n");
    const [, rows, columns] = /^(\d+) (\d+)$/m.exec(await it.terminal(/^\d+ \d+$/m)) ?? [];
    assert.ok(Number(rows) > 3 && Number(columns) > 40, `${rows} rows, ${columns} columns`);
  });

  scenario("leaving the shell says with which code", inWindow, async (it) => {
    await it.typeInTerminal("exit 3\n");
    await it.terminal(/ended with exit code 3/);
  });

  scenario("logs follow", inWindow, async (it) => {
    await it.command("Terminal: Kill the Active Terminal Instance");
    await own().dockerd.run("counter", "i=0; while true; do i=$((i+1)); echo line $i; sleep 0.2; done");
    await it.choose(it.row("counter"), "View Logs in Terminal");
    await it.terminal(/line 1\b[\s\S]*line 9\b/);
  });

  scenario("a container that stops while its shell is open says so", inWindow, async (it) => {
    await it.choose(it.row("counter"), "Attach Shell");
    await it.terminal(/#$/m);
    await own().dockerd.request("POST", "/containers/counter/kill");
    await it.terminal(/has stopped/);
  });

  scenario("removing asks first, with the name", inWindow, async (it) => {
    await it.choose(it.row("counter"), "Remove...");
    await it.dialog.waitFor();
    assert.match((await it.dialog.textContent()) ?? "", /counter/);
    await it.screenshot("removing-asks");
    await it.dialog.locator(".monaco-button", { hasText: "Remove" }).first().click();
    await it.row("counter").waitFor({ state: "detached" });
  });

  scenario("stop and start from the menu", inWindow, async (it) => {
    await it.choose(it.row("postman"), "Stop");
    await it.showsIcon(it.row("postman"), "codicon-vm-outline");
    await it.choose(it.row("postman"), "Start");
    await it.showsIcon(it.row("postman"), "codicon-vm-running");
  });

  scenario("a container whose port is taken starts once the other is stopped", inWindow, async (it) => {
    const { dockerd } = own();
    for (const name of ["opener", "newcomer"])
      await dockerd.request("POST", `/containers/create?name=${name}`, {
        Image: BUSYBOX,
        Cmd: ["sleep", "1000"],
        ExposedPorts: { "80/tcp": {} },
        StopTimeout: 1,
        HostConfig: { PortBindings: { "80/tcp": [{ HostPort: "21080" }] } },
      });
    await dockerd.request("POST", "/containers/opener/start");
    await it.showsIcon(it.row("opener"), "codicon-vm-running");
    await it.choose(it.row("newcomer"), "Start");
    const toast = it.notification("Cannot start 'newcomer': port 21080 is taken.");
    await toast.locator(".monaco-button", { hasText: "Stop 'opener' and Retry" }).click();
    await it.showsIcon(it.row("newcomer"), "codicon-vm-running");
    await it.showsIcon(it.row("opener"), "codicon-vm-outline");
    for (const name of ["opener", "newcomer"]) await dockerd.request("DELETE", `/containers/${name}?force=1`);
  });

  scenario("a Dockerfile builds from its menu", inWindow, async (it) => {
    await it.openFile("greeter/Dockerfile");
    await it.choose(it.word("FROM"), "Build Image...");
    const box = it.quickInput.locator("input[type=text]");
    await box.waitFor();
    assert.match(await box.inputValue(), /^greeter(:latest)?$/);
    await it.screenshot("building-asks-for-the-tag");
    await it.answer("greeter:1");
    await it.notification(/Building greeter:1.*2\/3/).waitFor();
    await it.terminal("preparing 2 of 3");
    await it.screenshot("building-shows-its-progress");
    await it.notification(/Built greeter:1/).waitFor();
    await it.row("greeter:1", "Images").waitFor();
  });

  scenario("the explorer's menu of a Dockerfile builds too", inWindow, async (it) => {
    await it.openViews("Explorer");
    await it.choose(
      it.page.locator(".explorer-folders-view .monaco-list-row[aria-level='2']", { hasText: "Dockerfile" }).first(),
      "Build Image...",
    );
    await it.quickInput.locator("input[type=text]").waitFor();
    await it.page.keyboard.press("Escape");
    await it.openViews("Gantry");
  });

  scenario("a built image runs", inWindow, async (it) => {
    await it.command("Notifications: Clear All Notifications");
    await it.choose(it.row("greeter:1", "Images"), "Run");
    const row = it.row("greeter:1", "Containers");
    await row.waitFor();
    await it.showsIcon(row, "codicon-vm-running");
  });

  scenario("an image runs interactively", inWindow, async (it) => {
    await it.command("Notifications: Clear All Notifications");
    await it.choose(it.row(BUSYBOX, "Images"), "Run Interactive");
    await it.terminal(/#$/m);
    await it.typeInTerminal("hostname && exit\n");
    await it.terminal(/ended/);
  });

  scenario("a build that fails says why", inWindow, async (it) => {
    await it.openFile("failing/Dockerfile");
    await it.choose(it.word("FROM"), "Build Image...");
    await it.answer("failing:1");
    await it.notification(/Cannot build failing:1/).waitFor();
    await it.terminal("no-such-compiler: not found");
  });

  scenario("a wrong tag is refused while it is typed", inWindow, async (it) => {
    await it.command("Notifications: Clear All Notifications");
    await it.choose(it.word("FROM"), "Build Image...");
    await it.quickInput.locator("input[type=text]").fill("Not A Tag!");
    await it.quickInput.getByText("is no image name").waitFor();
    await it.screenshot("a-wrong-tag");
    await it.page.keyboard.press("Escape");
  });

  scenario("a second click starts no second build, and a build can be cancelled", inWindow, async (it) => {
    await it.openFile("endless/Dockerfile");
    await it.choose(it.word("FROM"), "Build Image...");
    await it.answer("endless:1");
    await it.terminal("still waiting");
    await it.choose(it.word("FROM"), "Build Image...");
    await it.notification(/endless\/Dockerfile' is being built already/).waitFor();
    await it.notification("endless:1").locator(".monaco-button", { hasText: "Cancel" }).click();
    await it.terminal("was cancelled");
    await it.notification("endless:1").waitFor({ state: "detached" });
  });
});

suite("without an engine", () => {
  const { folder } = makeWorkspace();
  const own = ownEngine(folder, { stopped: true });
  const inWindow = (): Workbench => own().window;

  scenario("the view names the address and offers a retry", inWindow, async (it) => {
    await it.openFile("Dockerfile");
    await it.squiggle("warning");
    await it.openViews("Gantry");
    await it.row(own().dockerd.socket).waitFor();
    await it.row("Retry").waitFor();
  });

  scenario("an engine that starts is found by itself", inWindow, async (it) => {
    await own().dockerd.start();
    await it.row(BUSYBOX).waitFor();
  });

  scenario("an engine that crashes is missed and found again", inWindow, async (it) => {
    await own().dockerd.kill();
    await it.row("Retry").waitFor();
    await it.screenshot("an-engine-that-crashed");
    await own().dockerd.start();
    await it.row(BUSYBOX).waitFor();
  });

  scenario("what was open and selected is so again after a crash", inWindow, async (it) => {
    const { keyboard } = it.page;
    await own().dockerd.run("kept", "sleep 1000");
    await it.row("kept").click();
    await it.row("Networks", "Containers").waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await it.row("bridge", "Containers").waitFor();
    await own().dockerd.kill();
    await it.row("Retry").waitFor();
    await own().dockerd.start();
    await it.row("bridge", "Containers").waitFor();
    await it.view("Containers").locator('.monaco-list-row[aria-selected="true"]', { hasText: "kept" }).waitFor();
  });
});
