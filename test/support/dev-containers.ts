/** Stands in for the extension Dev Containers, which is not free to be installed here: it says what it is asked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMMAND = "remote-containers.attachToRunningContainer";
const MANIFEST = {
  name: "remote-containers",
  publisher: "ms-vscode-remote",
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "main.js",
  activationEvents: [`onCommand:${COMMAND}`],
};
const PROGRAM = `const { commands, window } = require("vscode");
exports.activate = () => commands.registerCommand("${COMMAND}", (...asked) =>
  window.showInformationMessage("Dev Containers was asked for " + asked.join(" and ")));
`;

/** The path of its VSIX; it goes when the process ends. */
export function devContainersVsix(): string {
  const folder = mkdtempSync(join(tmpdir(), "gantry-dev-containers-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, "main.js"), PROGRAM);
  writeFileSync(join(folder, "LICENSE"), "MIT");
  writeFileSync(join(folder, "README.md"), "For tests.");
  const vsce = join(import.meta.dirname, "../../node_modules/.bin/vsce");
  const args = ["package", "--no-dependencies", "--allow-missing-repository", "--out", "it.vsix"];
  execFileSync(vsce, args, { cwd: folder, stdio: "pipe" });
  return join(folder, "it.vsix");
}
