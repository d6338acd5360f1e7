import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, suite } from "node:test";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { scenario } from "../support/scenario.ts";
import { type Sshd, startSshd } from "../support/sshd.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

/** Asks the test to start the engine, or refuses as systemd does. */
const SYSTEMCTL = `#!/bin/sh
cd "$(dirname "$0")"
if [ -e refuse ]; then echo "Failed to start docker.service: Unit docker.service not found."; exit 5; fi
echo "$@" >asked
while [ ! -e started ]; do sleep 0.1; done
`;

suite("engines in trouble", () => {
  const { folder } = makeWorkspace();
  const bin = mkdtempSync(join(tmpdir(), "gantry-systemctl-"));
  const config = mkdtempSync(join(tmpdir(), "gantry-config-"));
  /** The folder of a user of the machine, which says that systemd starts the engine. */
  const runtime = `/run/user/${100_000 + process.pid}`;
  let dockerd: Dockerd;
  let sshd: Sshd;
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    writeFileSync(join(bin, "systemctl"), SYSTEMCTL);
    chmodSync(join(bin, "systemctl"), 0o755);
    mkdirSync(runtime, { recursive: true });
    dockerd = await startDockerd({ start: false });
    symlinkSync(dockerd.socket, join(runtime, "docker.sock"));
    sshd = await startSshd();
    const meta = join(config, "contexts/meta", createHash("sha256").update("far").digest("hex"));
    mkdirSync(meta, { recursive: true });
    const host = `ssh://127.0.0.1:${sshd.port}${dockerd.socket}`;
    writeFileSync(join(meta, "meta.json"), JSON.stringify({ Name: "far", Endpoints: { docker: { Host: host } } }));
    editor = await startEditor({
      env: {
        DOCKER_HOST: `unix://${runtime}/docker.sock`,
        DOCKER_CONFIG: config,
        PATH: [bin, process.env.PATH].join(delimiter),
        VSCODE_CLI: "1", // As from a terminal, whose PATH holds.
      },
    });
    window = await editor.open(folder);
  });
  after(async () => {
    await editor?.close();
    await sshd?.dispose();
    await dockerd?.dispose();
    for (const it of [bin, config, runtime]) rmSync(it, { recursive: true, force: true });
  });
  const inWindow = (): Workbench => window;
  const failsToStart = (it: Workbench) => it.notification(/was not started; its terminal says why/);

  scenario("an engine that cannot be started says why in its terminal", inWindow, async (it) => {
    writeFileSync(join(bin, "refuse"), "");
    await it.openViews("Gantry");
    await it.row("Start the engine to connect", "Containers").click();
    await it.terminal("Unit docker.service not found");
    await failsToStart(it).waitFor();
    rmSync(join(bin, "refuse"));
  });

  scenario("an engine is started from its row, and connected", inWindow, async (it) => {
    await it.command("Notifications: Clear All Notifications");
    await it.row("Start the engine to connect", "Containers").click();
    await it.eventually(async () => existsSync(join(bin, "asked")) || null, "systemctl is asked");
    assert.equal(readFileSync(join(bin, "asked"), "utf8"), "--user start docker\n");
    await dockerd.start();
    writeFileSync(join(bin, "started"), "");
    await it.row(BUSYBOX, "Images").waitFor();
    assert.equal(await failsToStart(it).count(), 0);
  });

  scenario("a machine that ssh does not know: its key is shown, refused, then trusted", inWindow, async (it) => {
    await it.expandView("Engines");
    await it.choose(it.row(/^far/, "Engines"), "Connect");
    const advice = it.row("Compare the key and trust it", "Containers");
    await advice.click();
    await it.dialog.waitFor();
    const [, fingerprint = "?"] = sshd.fingerprint().split(" ");
    assert.ok((await it.dialog.textContent())?.includes(fingerprint));
    await it.screenshot("engine-host-key-asks");
    await it.dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
    await it.dialog.waitFor({ state: "detached" });
    assert.equal(readFileSync(sshd.knownHosts, "utf8"), "");
    await advice.click();
    await it.dialog.locator(".monaco-button", { hasText: "Trust" }).click();
    await it.row(/^farDocker 20/, "Engines").waitFor();
    assert.match(readFileSync(sshd.knownHosts, "utf8"), /ssh-ed25519/);
    await it.choose(it.row(/^far/, "Engines"), "Disconnect");
    await it.row(/^farnot connected/, "Engines").waitFor();
  });

  scenario("an engine that hangs: a file says so in time, its row too, and both come back", inWindow, async (it) => {
    await dockerd.run("web", "echo port=80 >/root/first.conf; sleep 1000");
    const twistie = (text: string | RegExp) => it.row(text, "Containers").locator(".monaco-tl-twistie");
    await it.view("Images").locator(".pane-header").click(); // Room for what is below.
    await it.row("web", "Containers").waitFor();
    await twistie("web").click();
    await twistie("Files").click();
    await twistie(/^root$/).click();
    const file = it.row("first.conf", "Containers");
    await file.waitFor();
    dockerd.freeze();
    await file.click();
    await it
      .notification(/Cannot open 'web:\/root\/first\.conf'\. The engine does not answer\. Gantry/)
      .waitFor({ timeout: 60_000 });
    await it.screenshot("engine-hangs-file");
    await it.row(/The engine does not answer/, "Engines").waitFor({ timeout: 120_000 });
    await it.screenshot("engine-hangs-row");
    dockerd.thaw();
    await it.row(/Docker 20/, "Engines").waitFor({ timeout: 60_000 });
    await it.row("Files", "Containers").waitFor(); // The container that was open is open again.
    await it.notification("Cannot open 'web:").locator(".monaco-button", { hasText: "Retry" }).click();
    await it.eventually(async () => (await it.text()).includes("port=80") || null, "the file is shown");
  });
});
