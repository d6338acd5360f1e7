/** Runs the host tests in the browser workbench: one window in English and one in Spanish. */
import { rmSync } from "node:fs";
import { startDockerd } from "../support/dockerd.ts";
import { startEditor } from "../support/workbench.ts";
import { bundleHostTests } from "./bundle.ts";
import { type Counts, finish, readReports, tally } from "./report.ts";

const WINDOW_MS = 120_000;

async function main(): Promise<never> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const bundle = await bundleHostTests();
  const dockerd = await startDockerd();
  const editor = await startEditor({
    payloads: true,
    env: { DOCKER_HOST: dockerd.host, GANTRY_HOST_REPORT: bundle.report },
  });
  try {
    for (const language of ["en", "es"]) {
      rmSync(bundle.report, { force: true });
      const remote = `vscode-remote://127.0.0.1:${editor.server.port}`;
      const window = await editor.open(bundle.workspace, {
        language,
        payload: [
          ["extensionDevelopmentPath", `${remote}${bundle.extension}`],
          ["extensionTestsPath", `${remote}${bundle.tests}`],
        ],
      });
      for (const until = Date.now() + WINDOW_MS; Date.now() < until; await new Promise((done) => setTimeout(done, 100)))
        if (readReports(bundle.report).at(-1)?.event === "end") break;
      const reports = readReports(bundle.report);
      tally(counts, `VS Code in ${language}`, reports);
      if (reports.at(-1)?.event !== "end") console.error(window.console.join("\n"), editor.server.log());
      await window.close();
    }
  } finally {
    await editor.close();
    await dockerd.dispose();
  }
  return finish(counts);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
