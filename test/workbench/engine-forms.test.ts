import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite } from "node:test";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";
import { scenario } from "../support/scenario.ts";
import { type Sshd, startSshd } from "../support/sshd.ts";
import { makeCertificates, serveTls, type TlsFront } from "../support/tls-front.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

suite("engines that the user adds", () => {
  const { folder } = makeWorkspace();
  const certificates = mkdtempSync(join(tmpdir(), "gantry-tls-"));
  /** The docker command's own folder, with a context. */
  const config = mkdtempSync(join(tmpdir(), "gantry-config-"));
  let dockerd: Dockerd;
  let sshd: Sshd;
  let front: TlsFront;
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    makeCertificates(certificates);
    const meta = join(config, "contexts/meta", createHash("sha256").update("team").digest("hex"));
    mkdirSync(meta, { recursive: true });
    const context = { Name: "team", Endpoints: { docker: { Host: "tcp://127.0.0.1:1" } } };
    writeFileSync(join(meta, "meta.json"), JSON.stringify(context));
    writeFileSync(join(config, "config.json"), "{}");
    dockerd = await startDockerd();
    await dockerd.run("here", "sleep 1000");
    sshd = await startSshd();
    front = await serveTls(certificates, "server", dockerd.socket);
    // Started from a terminal: the environment is that of this process, with its `ssh`.
    editor = await startEditor({ env: { DOCKER_HOST: dockerd.host, DOCKER_CONFIG: config, VSCODE_CLI: "1" } });
    window = await editor.open(folder);
  });
  after(async () => {
    await editor?.close();
    front?.close();
    await sshd?.dispose();
    await dockerd?.dispose();
    for (const it of [certificates, config]) rmSync(it, { recursive: true });
  });
  const inWindow = (): Workbench => window;

  const pick = async (it: Workbench, label: string): Promise<void> =>
    it.quickInput.locator(".monaco-list-row", { hasText: label }).first().click();
  /** Types into the box that asks this. */
  const answer = async (it: Workbench, question: string, text: string): Promise<void> => {
    await it.quickInput.getByText(question).waitFor();
    await it.answer(text);
  };
  const chooseFile = async (it: Workbench, title: string, path: string): Promise<void> => {
    const dialog = it.quickInput.locator(".quick-input-title", { hasText: title });
    await dialog.waitFor();
    // It puts its own folder into the box once it has listed it.
    await it.eventually(async () => {
      await it.quickInput.locator("input[type=text]").fill(path);
      await it.quickInput.locator(".monaco-button", { hasText: "OK" }).click();
      return dialog.waitFor({ state: "hidden", timeout: 2000 }).then(
        () => true,
        () => null,
      );
    }, `${title} is chosen`);
  };

  scenario("the view of the engines is closed at first, and the containers have the room", inWindow, async (it) => {
    await it.openViews("Gantry");
    await it.row("here", "Containers").waitFor();
    const header = it.view("Engines").locator(".pane-header");
    assert.equal(await header.getAttribute("aria-expanded"), "false");
    await it.screenshot("fresh-window");
  });

  scenario("over TCP with certificates, file by file", inWindow, async (it) => {
    await it.expandView("Engines");
    await it.command("Engines: Add Engine...");
    await it.quickInput.getByText("Over TCP with certificates").waitFor();
    await it.screenshot("add-engine-ways");
    await pick(it, "Over TCP with certificates");
    await answer(it, "Host and port, such as tcp://host:2376", front.url.replace("tcp://", ""));
    await pick(it, "Three files, one by one");
    await chooseFile(it, "The authority's certificate", join(certificates, "ca.pem"));
    await chooseFile(it, "Your certificate", join(certificates, "client.pem"));
    await chooseFile(it, "Your key", join(certificates, "locked.key"));
    await it.quickInput.getByText("kept in VS Code's secret storage only").waitFor();
    await it.screenshot("add-engine-passphrase");
    await it.quickInput.locator("input").first().fill("open sesame");
    await it.page.keyboard.press("Enter");
    await answer(it, "What Gantry calls this engine", "Team TLS");
    await it.row(/^Team TLSDocker 20/, "Engines").waitFor();
    await it.screenshot("add-engine-tls-connected");
  });

  scenario("a wrong passphrase is told, and can be changed at once", inWindow, async (it) => {
    await it.choose(it.row(/^Team TLS/, "Engines"), "Edit...");
    await pick(it, "Over TCP with certificates");
    await it.quickInput.getByText("Host and port, such as").waitFor();
    await it.page.keyboard.press("Enter");
    await pick(it, "The same files as before");
    await it.quickInput.getByText("kept in VS Code's secret storage only").waitFor();
    await it.quickInput.locator("input").first().fill("wrong");
    await it.page.keyboard.press("Enter");
    await it.quickInput.getByText("What Gantry calls this engine").waitFor();
    await it.page.keyboard.press("Enter");
    await it.dialog.waitFor();
    await it.screenshot("edit-engine-wrong-passphrase");
    await it.page.keyboard.press("Escape");
    await it.row(/^Team TLSDocker 20/, "Engines").waitFor();
  });

  scenario("over ssh: the machine's key is shown before it is trusted", inWindow, async (it) => {
    await it.command("Engines: Add Engine...");
    await pick(it, "Over ssh");
    await answer(it, "ssh://user@host", `127.0.0.1:${sshd.port}${dockerd.socket}`);
    await answer(it, "What Gantry calls this engine", "Far away");
    await it.dialog.waitFor();
    const [, fingerprint = "?"] = sshd.fingerprint().split(" ");
    assert.ok((await it.dialog.textContent())?.includes(fingerprint));
    await it.screenshot("add-engine-host-key");
    await it.dialog.locator(".monaco-button", { hasText: "Trust" }).click();
    await it.row(/^Far awayDocker 20/, "Engines").waitFor();
    assert.match(readFileSync(sshd.knownHosts, "utf8"), /ssh-ed25519/);
  });

  scenario("disconnected and connected again", inWindow, async (it) => {
    const row = it.row(/^Far away/, "Engines");
    await it.choose(row, "Disconnect");
    await it.row(/^Far awaynot connected/, "Engines").waitFor();
    await it.choose(row, "Connect");
    await it.row(/^Far awayDocker 20/, "Engines").waitFor();
  });

  scenario("a docker context becomes that of the docker command, too, after a question", inWindow, async (it) => {
    await it.choose(it.row(/^team/, "Engines"), "Make Current Docker Context...");
    await it.dialog.waitFor();
    await it.screenshot("engines-use-everywhere");
    await it.dialog.locator(".monaco-button", { hasText: "Make Current" }).click();
    await it.eventually(
      async () => readFileSync(join(config, "config.json"), "utf8").includes('"currentContext": "team"') || null,
      "the docker command has it",
    );
  });

  scenario("Inspect shows what the engine says of itself", inWindow, async (it) => {
    await it.choose(it.row(/^Far away/, "Engines"), "Inspect");
    await it.page.locator(".tab.active", { hasText: "Far away.json" }).waitFor();
    await it.eventually(async () => (await it.text()).includes('"version"') || null, "the record is shown");
    await it.screenshot("engines-inspect");
  });
});
