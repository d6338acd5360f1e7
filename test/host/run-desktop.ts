/** Runs the host tests in desktop VS Code, which @vscode/test-electron downloads: for machines that can reach its site. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { bundleHostTests } from "./bundle.ts";
import { type Counts, finish, readReports, tally } from "./report.ts";

async function main(): Promise<never> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const vscodeExecutablePath = await downloadAndUnzipVSCode("stable").catch((error: unknown) => {
    console.error(`Desktop VS Code cannot be downloaded from update.code.visualstudio.com: ${error}.
This suite needs it. \`npm run test:host\` runs the same tests in VS Code for the browser.`);
    counts.failed += 1;
    return finish(counts);
  });
  const [cli = "", ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
  const vsix = join(import.meta.dirname, "../../dist/gantry.vsix");
  const installed = spawnSync(cli, [...cliArgs, "--install-extension", vsix, "--force"], { stdio: "inherit" });
  if (installed.status !== 0) throw new Error(`${vsix} cannot be installed`);

  const bundle = await bundleHostTests();
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: bundle.extension,
    extensionTestsPath: bundle.tests,
    extensionTestsEnv: { GANTRY_HOST_REPORT: bundle.report },
    launchArgs: [bundle.workspace, "--disable-workspace-trust", "--skip-welcome"],
  }).catch(() => undefined); // A failed test ends VS Code with an error; the report says which.
  tally(counts, "Desktop VS Code", readReports(bundle.report));
  return finish(counts);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
