import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

const SHOP = `services:
  web:
    image: shop/web:\${TAG}
    ports:
      - "8080:80"
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:18
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD:?}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready"]
  worker:
    build: .
    netwroks: [jobs]
`;

/** Runs on the engine, unlike the shop, whose images nobody has. */
const STALL = `services:
  front:
    image: gantry/busybox:\${TAG}
    command: sh -c 'echo selling $\${GOODS}; exec sleep 1000'
    environment:
      GOODS: \${GOODS}
`;

suite("a compose project", () => {
  const { folder, write } = makeWorkspace();
  write("shop/compose.yaml", SHOP);
  write("shop/compose.override.yaml", "services:\n  web:\n    environment:\n      MODE: development\n");
  write("shop/.env", "TAG=1.4\nDB_PASSWORD=hunter2\n");
  write("mill/compose.yaml", "services:\n  flour:\n    build:\n      context: .\n      target: mill\n");
  write("mill/Dockerfile", "FROM gantry/busybox:latest AS mill\nRUN true\n");
  write("empty/compose.yaml", "");
  write("stall/compose.yaml", STALL);
  write("stall/compose.override.yaml", "services:\n  front:\n    hostname: corner\n    stop_grace_period: 1s\n");
  write("stall/.env", "TAG=latest\nGOODS=oranges\n");
  write("depot/.env", "COMPOSE_FILE=deploy/compose.base.yaml:deploy/compose.dev.yaml\nTAG=latest\n");
  write(
    "depot/deploy/compose.base.yaml",
    "services:\n  crate:\n    image: gantry/busybox:${TAG}\n    command: sleep 1000\n",
  );
  write("depot/deploy/compose.dev.yaml", "services:\n  crate:\n    hostname: corner\n    stop_grace_period: 1s\n");
  write(
    "trade/compose.yaml",
    "services:\n  web:\n    image: shop/web\n    ports:\n      - 8081:80\n    depends_on: [db]\n    labels:\n      brand: ${LABEL}\n  db:\n    image: shop/base\n    volumes: [goods:/srv]\n",
  );
  write("trade/compose.override.yaml", "services:\n  db:\n    labels:\n      brand: ${LABEL}\n");
  write("trade/.env", "LABEL=oranges\n");
  const own = ownEngine(folder);
  const inWindow = (): Workbench => own().window;
  const lens = (it: Workbench, text: string | RegExp) => it.page.locator(".codelens-decoration", { hasText: text });
  const start = (service: string, number: number, script: string) =>
    own().dockerd.run(`shop-${service}-${number}`, script, {
      labels: {
        "com.docker.compose.project": "shop",
        "com.docker.compose.service": service,
        "com.docker.compose.project.config_files": join(folder, "shop/compose.yaml"),
        "com.docker.compose.project.working_dir": join(folder, "shop"),
      },
    });

  const renameTo = async (it: Workbench, name: string): Promise<void> => {
    await it.page.keyboard.press("F2");
    await it.page.locator(".rename-box input:focus").waitFor(); // It is there all the time, out of sight.
    await it.page.keyboard.type(name);
    await it.page.keyboard.press("Enter");
    await it.page.locator(".rename-box input:focus").waitFor({ state: "detached" });
  };
  const read = (path: string): string => readFileSync(join(folder, path), "utf8");

  scenario("a compose file offers Up while nothing of it runs", inWindow, async (it) => {
    await it.openFile("shop/compose.yaml");
    await lens(it, "Up").nth(3).waitFor();
  });

  scenario("a mistyped key is underlined, and the light bulb corrects it", inWindow, async (it) => {
    await it.squiggle("error");
    await it.goTo(17, 7);
    await it.page.keyboard.press("Control+.");
    const fix = it.page.locator(".action-widget .monaco-list-row", { hasText: "networks" }).first();
    await fix.waitFor();
    await it.screenshot("the-light-bulb-of-a-compose-file-is-open");
    await fix.click();
    await it.eventually(
      async () => ((await it.text()).includes("    networks: [jobs]") ? true : null),
      "it is networks",
    );
    await it.command("File: Revert File");
  });

  scenario("typing in a service offers its keys, explained", inWindow, async (it) => {
    await it.goTo(3, 1);
    await it.page.keyboard.press("End");
    await it.page.keyboard.press("Enter");
    await it.page.keyboard.type("heal", { delay: 30 });
    const suggestions = it.page.locator(".suggest-widget.visible .monaco-list-row");
    await suggestions.filter({ hasText: "healthcheck" }).first().waitFor();
    await it.page.keyboard.press("Control+Space"); // Shows what is said of the one in focus.
    await it.page.locator(".suggest-details", { hasText: /healthy/ }).waitFor();
    await it.screenshot("keys-of-a-service-are-offered");
    await it.page.keyboard.press("Enter");
    const written = /image: shop\/web.*\n {4}healthcheck:\n {6}\n/;
    await it.eventually(async () => (written.test(await it.text()) ? true : null), "the key is there, with its inside");
    await it.page.keyboard.press("Escape");
    await it.command("File: Revert File");
  });

  scenario("hovering a key explains it, hovering a service shows what it comes to", inWindow, async (it) => {
    await it.goTo(6, 7);
    await it.hoverAtCursor(/started before this one/);
    await it.page.keyboard.press("Escape");
    await it.goTo(2, 4);
    await it.hoverAtCursor(/MODE: development/);
  });

  scenario("services show what they do, live", inWindow, async (it) => {
    await start("web", 1, "while true; do echo hello from web; sleep 1; done");
    await start("web", 2, "while true; do echo hello from web; sleep 1; done");
    await start("db", 1, "echo no data directory; exit 1");
    await lens(it, "running 1/3").waitFor();
    await lens(it, "running 2/2").waitFor();
    await lens(it, "exited 1").waitFor();
    await own().dockerd.request("POST", "/containers/shop-web-2/stop?t=1");
    await lens(it, /running 1\/2\b/).waitFor();
  });

  scenario("Logs of a service with several containers tell them apart", inWindow, async (it) => {
    await own().dockerd.request("POST", "/containers/shop-web-2/start");
    await lens(it, "running 2/2").getByText("Logs", { exact: true }).click();
    const logs = it.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
    for (const name of ["shop-web-1", "shop-web-2"])
      await logs.locator(".line", { hasText: name }).filter({ hasText: "hello from web" }).first().waitFor();
    await it.openFile("shop/compose.yaml");
  });

  scenario("Shell opens one in the service", inWindow, async (it) => {
    await own().dockerd.request("DELETE", "/containers/shop-web-2?force=1");
    await lens(it, "running 1/3").waitFor(); // Lenses that are being replaced take no click.
    const shell = lens(it, "Shell").getByText("Shell", { exact: true });
    await it.eventually(async () => {
      await shell.click();
      const opened = it.page.locator(".xterm").first().waitFor({ timeout: 4000 });
      return opened.then(
        () => true,
        () => null,
      );
    }, "the click opens a terminal");
    await it.terminal(/[#$] ?$/m);
    await it.typeInTerminal("echo $((6 * 7)) in $HOSTNAME\n");
    await it.terminal(/42 in/);
  });

  const containersOf = async (project: string) =>
    (await own().dockerd.request(
      "GET",
      `/containers/json?all=1&filters={"label":["com.docker.compose.project=${project}"]}`,
    )) as {
      readonly Id: string;
    }[]; // The engine's list.

  scenario("Up starts the project with Docker Compose, with its override and .env", inWindow, async (it) => {
    await it.page.keyboard.press("Control+J");
    await it.openFile("stall/compose.yaml");
    await lens(it, "Up").first().getByText("Up", { exact: true }).click();
    await it.terminal(/-f compose\.yaml -f compose\.override\.yaml up -d --build/);
    await lens(it, "running 1/1").waitFor({ timeout: 60_000 });
    await lens(it, "Shell").waitFor();
    const [front] = await containersOf("stall");
    const made = (await own().dockerd.request("GET", `/containers/${front?.Id}/json`)) as {
      readonly Config: { readonly Env: readonly string[]; readonly Hostname: string };
    }; // The engine's answer.
    assert.equal(made.Config.Hostname, "corner");
    assert.ok(made.Config.Env.includes("GOODS=oranges"), String(made.Config.Env));
  });

  scenario("Restart starts the container of a service again", inWindow, async (it) => {
    await it.page.keyboard.press("Control+J");
    const [front] = await containersOf("stall");
    const started = async (): Promise<string> => {
      const { State } = (await own().dockerd.request("GET", `/containers/${front?.Id}/json`)) as {
        readonly State: { readonly StartedAt: string };
      }; // The engine's answer.
      return State.StartedAt;
    };
    const before = await started();
    await lens(it, "Shell").getByText("Restart", { exact: true }).click();
    await it.eventually(async () => ((await started()) === before ? null : true), "it has been started again");
    await lens(it, "running 1/1").waitFor();
  });

  scenario("Down asks first, and takes it all away", inWindow, async (it) => {
    await lens(it, "running 1/1").getByText("Down", { exact: true }).click();
    await it.dialog.getByText("Stop and remove the containers and networks of 'stall'?").waitFor();
    await it.screenshot("down-asks-first-open");
    await it.dialog.getByText("Remove", { exact: true }).click();
    await it.eventually(async () => ((await containersOf("stall")).length === 0 ? true : null), "nothing is left");
    await lens(it, "running").first().waitFor({ state: "detached" });
    await it.page.keyboard.press("Control+J");
    await it.openFile("shop/compose.yaml");
  });

  scenario(
    "files that a .env above names are started together, with its variables, by two clicks once",
    inWindow,
    async (it) => {
      await it.openFile("depot/deploy/compose.dev.yaml");
      const up = lens(it, "Up").first().getByText("Up", { exact: true });
      await up.click();
      await up.click();
      await lens(it, "running 1/1").waitFor({ timeout: 60_000 });
      const [crate, ...more] = await containersOf("deploy");
      assert.equal(more.length, 0);
      const made = (await own().dockerd.request("GET", `/containers/${crate?.Id}/json`)) as {
        readonly Config: { readonly Image: string; readonly Hostname: string };
      }; // The engine's answer.
      assert.deepEqual([made.Config.Image, made.Config.Hostname], ["gantry/busybox:latest", "corner"]);
      await it.openFile("shop/compose.yaml");
    },
  );

  scenario("the effective configuration follows its files", inWindow, async (it) => {
    await it.command("Show Effective Configuration");
    const shown = it.page.locator(".editor-group-container.active .view-line");
    await shown.filter({ hasText: "image: shop/web:1.4" }).waitFor();
    await shown.filter({ hasText: "MODE: development" }).waitFor();
    await shown.filter({ hasText: "POSTGRES_PASSWORD: •••" }).waitFor();
    write("shop/.env", "TAG=2.0\nDB_PASSWORD=hunter2\n");
    await shown.filter({ hasText: "image: shop/web:2.0" }).waitFor();
  });

  scenario("a stage is renamed from the compose file, and from its Dockerfile", inWindow, async (it) => {
    const rename = async (path: string, line: number, column: number, name: string): Promise<void> => {
      await it.openFile(path);
      await it.goTo(line, column);
      await renameTo(it, name);
    };
    const says = async (path: string, text: string): Promise<void> => {
      await it.openFile(path);
      await it.eventually(async () => ((await it.text()).includes(text) ? true : null), `${path} says ${text}`);
    };
    await it.command("View: Close All Editors");
    await rename("mill/compose.yaml", 5, 16, "grind");
    await says("mill/compose.yaml", "target: grind");
    await says("mill/Dockerfile", "AS grind");
    await rename("mill/Dockerfile", 1, 32, "sift");
    await says("mill/Dockerfile", "AS sift");
    await says("mill/compose.yaml", "target: sift");
    await it.command("File: Save All");
  });

  scenario("names are renamed in every file of the project, variables in its .env too", inWindow, async (it) => {
    await it.openFile("trade/compose.yaml");
    for (const [line, column, name] of [
      [6, 19, "store"],
      [8, 18, "BRAND"],
    ] as const) {
      await it.goTo(line, column);
      await renameTo(it, name);
    }
    await it.eventually(async () => {
      await it.command("File: Save All");
      const texts = ["compose.yaml", "compose.override.yaml", ".env"].map((path) => read(`trade/${path}`)).join("");
      const isRenamed = !/\b(?:db|LABEL)\b/.test(texts) && texts.split("store").length === 4;
      return isRenamed && texts.split("BRAND").length === 4 ? true : null;
    }, "all files have the new names");
  });

  scenario("ports are written in the long syntax, and what is missing is added", inWindow, async (it) => {
    const choose = async (line: number, column: number, action: string): Promise<void> => {
      const row = it.page.locator(".action-widget .monaco-list-row", { hasText: action }).first();
      // What is found anew closes the list.
      await it.eventually(async () => {
        await it.goTo(line, column);
        await it.page.keyboard.press("Control+.");
        const taken = row.click({ timeout: 3000 }).then(() => row.waitFor({ state: "hidden", timeout: 1000 }));
        return taken.then(
          () => true,
          () => null,
        );
      }, `${action} is taken`);
    };
    await it.openFile("trade/compose.yaml");
    await choose(11, 18, "to `volumes`");
    await it.eventually(async () => (/\nvolumes:\n {2}goods:/.test(await it.text()) ? true : null), "it is defined");
    await choose(5, 14, "in the long syntax");
    const long = /ports:\n {6}- target: 80\n {8}published: "8081"\n/;
    await it.eventually(async () => (long.test(await it.text()) ? true : null), "the ports are long");
    await it.command("File: Save All");
  });

  scenario("an empty compose file begins with a service from a snippet", inWindow, async (it) => {
    await it.openFile("empty/compose.yaml");
    await it.goTo(1, 1);
    await it.page.keyboard.type("services:\npostg", { delay: 30 });
    const suggestions = it.page.locator(".suggest-widget.visible .monaco-list-row");
    await suggestions.filter({ hasText: "postgres" }).first().waitFor();
    await it.screenshot("a-snippet-for-a-service-is-offered");
    await it.page.keyboard.press("Enter");
    await it.eventually(async () => ((await it.text()).includes("pg_isready") ? true : null), "with a health check");
    assert.match(await it.text(), /^services:\n {2}postgres:\n {4}image: postgres:/);
    await it.page.keyboard.press("Escape");
  });

  scenario("compose files can be left to another extension, and taken back", inWindow, async (it) => {
    const set = (isOn: boolean) => write(".vscode/settings.json", `{ "gantry.compose.enabled": ${isOn} }`);
    await it.openFile("shop/compose.yaml");
    const found = it.page.locator(".editor-instance .squiggly-error");
    await found.first().waitFor({ state: "attached" });
    set(false);
    await found.first().waitFor({ state: "detached" });
    await lens(it, "Up").first().waitFor({ state: "detached" });
    set(true);
    await found.first().waitFor({ state: "attached" });
    await lens(it, "Up").first().waitFor();
  });

  scenario("the lenses are switched off by one setting, and nothing else is", inWindow, async (it) => {
    await it.openFile("shop/compose.yaml");
    write(".vscode/settings.json", `{ "gantry.codeLens.compose": false }`);
    await lens(it, "Up").first().waitFor({ state: "detached" });
    await it.squiggle("error");
    write(".vscode/settings.json", "{}");
    await lens(it, "Up").first().waitFor();
  });

  test("in Spanish and on a light ground", async () => {
    const spanish = await own().editor.open(folder, { theme: "light", language: "es" });
    await spanish.openFile("shop/compose.yaml");
    await lens(spanish, "Levantar").first().waitFor();
    await lens(spanish, "en ejecución 1/3").waitFor();
    await spanish.squiggle("error");
    await spanish.screenshot("a-compose-file-in-spanish");
    await spanish.close();
  });

  scenario("what ran is not told while the engine is away", inWindow, async (it) => {
    await it.openFile("shop/compose.yaml");
    await lens(it, "running 1/3").waitFor();
    await own().dockerd.kill();
    await lens(it, "running").first().waitFor({ state: "detached" });
    await lens(it, "Up").first().waitFor();
  });
});
