// `npm start`: an editor with Gantry in it and the sample workspace open. Desktop VS Code where `code` is on the PATH,
// else VS Code in the browser. Ctrl-C ends all that was started. It shows your own engine; it starts none.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setUp } from "./setup.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === "win32";

try {
  const folder = resolve(process.argv[2] ?? join(ROOT, "sample"));
  const code = onPath(isWindows ? "code.cmd" : "code");
  setUp(code ? ["modules"] : ["modules", "workbench"]);
  if (code) await openDesktop(code, folder);
  else await openBrowser(folder);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function openDesktop(code, folder) {
  npm("build");
  // Its own user data make it a VS Code of its own, which can be ended without touching yours.
  const data = mkdtempSync(join(tmpdir(), "gantry-vscode-"));
  const args = ["--user-data-dir", data, "--extensionDevelopmentPath", ROOT, "--wait", "--skip-welcome", folder];
  // A .cmd needs a shell, and no shell is given a folder's name: on Windows the program beside it is started itself.
  const program = isWindows ? join(dirname(code), "..", "Code.exe") : code;
  const child = spawn(program, args, { stdio: "inherit" });
  const end = () => {
    // `code` only starts VS Code; the process itself writes its pid here.
    const lock = join(data, "code.lock");
    if (existsSync(lock)) process.kill(Number(readFileSync(lock, "utf8")), "SIGTERM");
    child.kill();
  };
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.once(signal, end);
  console.log(`VS Code opens ${folder}. Close its window or press Ctrl-C to end.`);
  await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", done);
  });
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}

async function openBrowser(folder) {
  npm("package");
  const { tsImport } = await import("tsx/esm/api");
  const { startVsCodeServer } = await tsImport("../test/support/vscode-server.ts", import.meta.url);
  const server = await startVsCodeServer({ vsix: join(ROOT, "dist/gantry.vsix") });
  console.log(`\nOpen ${server.url(folder)}\n\nCtrl-C ends it.`);
  await server.ended;
  throw new Error(`VS Code's server has ended:\n${server.log()}`);
}

function npm(script) {
  const { status } = spawnSync("npm", ["run", "--silent", script], { cwd: ROOT, stdio: "inherit", shell: isWindows });
  if (status !== 0) throw new Error(`npm run ${script} failed.`);
}

function onPath(command) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((it) => it !== "");
  return folders.map((it) => join(it, command)).find((it) => existsSync(it)) ?? null;
}
