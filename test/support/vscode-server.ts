/** The real VS Code as a server for a browser, with one packaged extension in it and data of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { endOwned, spawnOwned } from "./processes.ts";

export interface VsCodeServer {
  readonly port: number;
  /** What the server and its extension hosts printed. */
  log(): string;
  /** The address that opens a folder, or with null none. `payload` reaches the workbench as its environment does on the desktop. */
  url(folder: string | null, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
}

export interface VsCodeServerOptions {
  /** The packaged extension. */
  readonly vsix: string;
  /** Other extensions, packaged. */
  readonly others?: readonly string[];
  /** On top of this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Workspaces are trusted without a question, unless this is false. */
  readonly trusted?: boolean;
  /** Honours a window's `payload`. VS Code then takes itself for a smoke test, and shows no notifications. */
  readonly payloads?: boolean;
}

const START_MS = 60_000;

/** Nothing that asks, advertises or reaches for the network. */
const QUIET: Readonly<Record<string, unknown>> = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const data = mkdtempSync(join(tmpdir(), "gantry-vscode-"));
  const settings = JSON.stringify({ ...QUIET, ...options.settings });
  // The first is read as the user's settings, the second reaches those that belong to the machine.
  for (const scope of ["User", "Machine"]) {
    mkdirSync(join(data, "data", scope), { recursive: true });
    writeFileSync(join(data, "data", scope, "settings.json"), settings);
  }
  const env = {
    ...withoutEditor(process.env),
    // An empty gallery: nothing is looked up.
    EXTENSIONS_GALLERY: "{}",
    ...options.env,
  };
  for (const vsix of [options.vsix, ...(options.others ?? [])]) await install(vsix, data, env);
  // After the first process: exit handlers run in order, and what still runs would write its files again.
  process.on("exit", () => rmSync(data, { recursive: true, force: true }));

  const token = crypto.randomUUID();
  const server = runServer(env, [
    ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
    ...["--server-data-dir", data, "--accept-server-license-terms", "--telemetry-level", "off"],
    ...((options.trusted ?? true) ? ["--disable-workspace-trust"] : []),
    ...(options.payloads ? ["--enable-smoke-test-driver"] : []),
  ]);
  const port = await server.match(/Extension host agent listening on (\d+)/);
  return {
    port: Number(port),
    log: server.log,
    url(folder, payload = []) {
      const query = new URLSearchParams({ tkn: token, ...(folder === null ? { ew: "true" } : { folder }) });
      if (payload.length > 0) query.set("payload", JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query}`;
    },
    ended: server.ended,
    async stop() {
      await endOwned(server.child);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function install(vsix: string, data: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["--accept-server-license-terms", "--server-data-dir", data, "--install-extension", vsix];
  const installing = runServer(env, args);
  await installing.match(/was successfully installed/);
  await endOwned(installing.child);
}

function runServer(env: NodeJS.ProcessEnv, args: readonly string[]) {
  const folder = cacheFolder("code-server");
  const node = join(folder, "node_modules/node/bin/node");
  const main = join(folder, "node_modules/code-server/lib/vscode/out/server-main.js");
  const child = spawnOwned(node, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const log = (): string => text;
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  /** Waits for a line of the log; resolves with its first group. */
  const match = async (pattern: RegExp): Promise<string> => {
    for (const until = Date.now() + START_MS; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
      const found = pattern.exec(text);
      if (found) return found[1] ?? "";
      if (child.exitCode !== null) break;
    }
    await endOwned(child);
    throw new Error(`VS Code's server did not say ${pattern}:\n${text}`);
  };
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { child, log, match, ended };
}

/** Started from a terminal of VS Code, its variables would make this one a part of it. */
function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}
