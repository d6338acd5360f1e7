import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite } from "node:test";
import { devContainersVsix } from "../support/dev-containers.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { REGISTRY_PASSWORD, REGISTRY_USER, type Registry, startRegistry } from "../support/registry.ts";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

const SERVER = `FROM ${BUSYBOX}
EXPOSE 8080
VOLUME /letters
CMD ["sh", "-c", "mkdir -p /www && echo '<h1>Hello</h1>' >/www/index.html && exec httpd -f -p 8080 -h /www"]
`;

suite("running and attaching", () => {
  const { folder } = makeWorkspace();
  const config = mkdtempSync(join(tmpdir(), "gantry-docker-config-"));
  let dockerd: Dockerd;
  let registry: Registry;
  let editor: Editor;
  let window: Workbench;
  let busy: Server;
  before(async () => {
    dockerd = await startDockerd();
    registry = await startRegistry();
    await dockerd.build("shop/web:1", { Dockerfile: SERVER });
    await dockerd.build("shop/broken:1", {
      Dockerfile: `FROM ${BUSYBOX}\nCMD ["sh", "-c", "echo cannot find the database >&2; exit 3"]\n`,
    });
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(8080, "0.0.0.0", resolve));
    const env = { DOCKER_HOST: dockerd.host, DOCKER_CONFIG: config };
    editor = await startEditor({ env, others: [devContainersVsix()] });
    window = await editor.open(folder);
    await window.openViews("Gantry");
  });
  after(async () => {
    await editor?.close();
    busy?.close();
    await registry?.dispose();
    await dockerd?.dispose();
    rmSync(config, { recursive: true, force: true });
  });
  const inWindow = (): Workbench => window;
  const clear = (it: Workbench): Promise<void> => it.command("Notifications: Clear All Notifications");
  /** Answers the box with this prompt: another one may still be open when it is called. */
  const answer = async (it: Workbench, prompt: string, text: string): Promise<void> => {
    await it.quickInput.getByText(prompt).first().waitFor();
    await it.answer(text);
  };
  const line = (it: Workbench, label: string) => it.quickInput.locator(".monaco-list-row", { hasText: label }).first();

  /** The list is longer than the screen: typing finds a line, as a user does. */
  const take = async (it: Workbench, label: string): Promise<void> => {
    await it.quickInput.locator("input[type=text]").fill(label);
    await line(it, label).click();
  };

  scenario("the form proposes the ports, with the next free one", inWindow, async (it) => {
    await it.choose(it.row("shop/web:1", "Images"), "Run with Options...");
    await line(it, "Ports").waitFor();
    assert.match((await line(it, "Ports").textContent()) ?? "", /8081:8080/);
  });

  scenario("the form is filled in by keyboard, in any order, and stays where it was", inWindow, async (it) => {
    await it.page.keyboard.press("ArrowDown"); // Name
    await it.page.keyboard.press("Enter");
    await answer(it, "Of the container", "storefront");
    await line(it, "storefront").waitFor();
    await take(it, "Memory");
    await it.quickInput.getByText("The most it may have").waitFor();
    await it.quickInput.locator("input[type=text]").fill("lots");
    await it.quickInput.getByText("An amount such as 512m").waitFor();
    await it.screenshot("run-form-refuses");
    await it.answer("64m");
    await line(it, "64m").waitFor();
    await take(it, "Environment");
    await answer(it, "NAME=value", "DB_PASSWORD=hunter2");
    await line(it, "DB_PASSWORD=••••").waitFor();
    await it.quickInput.locator("input[type=text]").fill("docker run -d");
    await line(it, "docker run -d --name storefront -p 8081:8080 -e DB_PASSWORD --memory 64m shop/web:1").waitFor();
    await it.quickInput.locator("input[type=text]").fill("");
  });

  scenario("it is copied as a compose service", inWindow, async (it) => {
    await take(it, "Copy as Compose Service");
    await it.notification("Copied to the clipboard").waitFor();
    const copied = await it.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /services:\n {2}storefront:\n {4}image: shop\/web:1/);
    assert.doesNotMatch(copied, /hunter2/);
  });

  scenario("it runs, and says what can be done next", inWindow, async (it) => {
    await take(it, "docker run -d");
    const toast = it.notification("Started 'storefront'");
    await toast.waitFor();
    for (const button of ["Open in Browser", "View Logs", "Stop"])
      await toast.locator(".monaco-button", { hasText: button }).first().waitFor();
  });

  scenario("what was filled in is remembered, but no secret", inWindow, async (it) => {
    await clear(it);
    await it.choose(it.row("shop/web:1", "Images"), "Run with Options...");
    await line(it, "DB_PASSWORD (asked for)").waitFor();
    await it.screenshot("run-form-remembers");
    await take(it, "docker run -d");
    await it.quickInput.getByText("it is not remembered").waitFor();
    await it.quickInput.locator("input[type=password]").fill("hunter3");
    await it.page.keyboard.press("Enter");
    await it.dialog.waitFor();
    assert.match((await it.dialog.textContent()) ?? "", /There is a container 'storefront' already/);
    await it.screenshot("a-name-is-taken");
    await it.dialog.locator(".monaco-button", { hasText: "Name This One 'storefront-2'" }).click();
    await it.eventually(async () => ((await it.dialog.textContent()) ?? "").includes("Port 8081") || null, "port");
    await it.screenshot("a-port-is-taken");
    await it.dialog.locator(".monaco-button", { hasText: "Use Port 8082" }).click();
    await it.notification("Started 'storefront-2'").waitFor();
  });

  scenario("a container that ends at once says how", inWindow, async (it) => {
    await clear(it);
    await it.choose(it.row("shop/broken:1", "Images"), "Run");
    await it.notification(/ended at once with exit code 3.*cannot find the database/).waitFor();
  });

  scenario("an image is pushed to a registry that asks for a login, and pulled again", inWindow, async (it) => {
    await clear(it);
    await it.choose(it.row("shop/web:1", "Images"), "Push...");
    await answer(it, "Its name at the registry", `${registry.host}/shop/web:1`);
    await it.quickInput.getByText("The registry asks who you are").waitFor();
    await it.screenshot("a-registry-asks-for-a-login");
    await it.answer(REGISTRY_USER);
    await it.quickInput.locator("input[type=password]").fill(REGISTRY_PASSWORD);
    await it.page.keyboard.press("Enter");
    await it.notification("Logged in to").locator(".monaco-button", { hasText: "Keep" }).click();
    await it.notification(/Pushed .*shop\/web:1/).waitFor();
    await clear(it);
    await it.choose(it.row(`${registry.host}/shop/web`, "Images"), "Pull");
    await it.notification(/There is no newer/).waitFor();
  });

  scenario("a shell outlives the restart of its container", inWindow, async (it) => {
    await clear(it);
    await dockerd.run("postman", "sleep 10000");
    await it.choose(it.row("postman", "Containers"), "Attach Shell");
    await it.terminal(/#$/m);
    await dockerd.request("POST", "/containers/postman/restart?t=0");
    await it.terminal(/has stopped[\s\S]*Press Enter to attach again/);
    await it.screenshot("a-container-was-restarted");
    await it.typeInTerminal("\n");
    await it.terminal(/any other key[\s\S]*#$/m);
    await it.typeInTerminal("echo back $((1+1))\n");
    await it.terminal("back 2");
  });

  scenario("50 MB of output come through a real terminal, and the window stays alive", inWindow, async (it) => {
    const flood =
      "i=0; while [ $i -lt 50 ]; do i=$((i+1)); head -c 750000 /dev/urandom | base64; done; echo flood-$i-over";
    await it.typeInTerminal(`${flood}\n`);
    const startedAt = Date.now();
    await it.row("postman", "Containers").hover();
    await it.eventually(
      async () => ((await it.terminalText()).includes("flood-50-over\n") ? true : null),
      "it is over",
      120_000,
    );
    assert.ok(Date.now() - startedAt < 120_000);
    assert.ok(!it.console.some((text) => /data discarded/i.test(text)));
    await it.typeInTerminal("exit\n");
  });

  scenario("VS Code itself is attached by Dev Containers, where that is installed", inWindow, async (it) => {
    await clear(it);
    await it.choose(it.row("postman", "Containers"), "Attach VS Code");
    await it.notification(/Dev Containers was asked for [0-9a-f]{12}/).waitFor();
  });

  scenario("the terminals of VS Code offer a shell in a container", inWindow, async (it) => {
    const newShell = async (): Promise<void> => {
      await it.command("Create New Terminal (With Profile)");
      await line(it, "Gantry: Container Shell").click();
      await it.quickInput.getByText("A shell in which container?").waitFor();
    };
    await clear(it);
    await newShell();
    await it.page.keyboard.press("Escape");
    await it.quickInput.waitFor({ state: "hidden" });
    await newShell();
    await it.screenshot("a-shell-in-which-container");
    await take(it, "postman");
    await it.terminal(/#$/m);
    await it.typeInTerminal("exit\n");
    assert.equal(await it.notification(/terminal profile/i).count(), 0);
  });

  scenario("a command runs in a container", inWindow, async (it) => {
    await it.choose(it.row("postman", "Containers"), "Run Command...");
    await answer(it, "Program and arguments", "sh -c 'echo here: $HOSTNAME; exit 5'");
    await it.terminal(/here:[\s\S]*Ended with exit code 5/);
    await it.typeInTerminal("q");
  });

  scenario("a shell with options says which", inWindow, async (it) => {
    await it.choose(it.row("postman", "Containers"), "Attach Shell with Options...");
    await take(it, "User");
    await answer(it, "Name or number", "nobody");
    await line(it, "nobody").waitFor();
    await it.screenshot("a-shell-with-options");
    await take(it, "Open the Shell");
    await it.terminal(/as nobody/);
    await it.typeInTerminal("id -un; exit\n");
  });

  scenario("the main process, and letting go of it", inWindow, async (it) => {
    await dockerd.run("greeter", "while read name; do echo hello $name; done", { tty: true, stdin: true });
    await it.choose(it.row("greeter", "Containers"), "Attach to Main Process");
    await it.terminal(/Ctrl-P Ctrl-Q detaches/);
    await it.typeInTerminal("Ada\n");
    await it.terminal("hello Ada");
    await it.screenshot("attached-to-the-main-process");
    await it.page.keyboard.press("Control+P");
    await it.page.keyboard.press("Control+Q");
    await it.terminal(/Detached from 'greeter'/);
    await it.typeInTerminal("q");
  });

  scenario("a container without a shell: a helper image beside it, with consent", inWindow, async (it) => {
    await dockerd.build("shop/bare:1", {
      Dockerfile: `FROM ${BUSYBOX} AS b\nFROM scratch\nCOPY --from=b /bin/busybox /busybox\nCMD ["/busybox", "sleep", "4321"]\n`,
    });
    await dockerd.request("POST", "/containers/create?name=bare", { Image: "shop/bare:1" });
    await dockerd.request("POST", "/containers/bare/start");
    await it.choose(it.row("bare", "Containers"), "Attach Shell");
    await it.notification("'bare' has no shell").locator(".monaco-button", { hasText: "Open Debug Shell" }).click();
    await it.dialog.waitFor();
    await it.screenshot("a-debug-shell-asks");
    await it.dialog.locator(".monaco-button", { hasText: "Choose the Helper Image" }).click();
    await take(it, BUSYBOX);
    await it.terminal(/Beside 'bare'[\s\S]*#$/m);
    await it.typeInTerminal("ps; pwd\n");
    await it.terminal(/sleep 4321[\s\S]*\/proc\/1\/root/);
    await it.screenshot("a-debug-shell");
    await it.typeInTerminal("exit\n");
    await it.row("gantry-debug", "Containers").waitFor({ state: "detached" });
  });

  scenario("in Spanish, light", inWindow, async () => {
    const spanish = await editor.open(folder, { theme: "light", language: "es" });
    await spanish.openViews("Gantry");
    await spanish.choose(spanish.row("shop/web:1", "Imágenes"), "Ejecutar con opciones...");
    await line(spanish, "docker run -d").waitFor();
    await spanish.screenshot("run-form-spanish");
    await spanish.close();
  });
});
