/** The entry that VS Code calls inside its extension host (`extensionTestsPath`): runs Mocha and reports to run.ts. */
import { appendFileSync } from "node:fs";
import Mocha from "mocha";
import * as vscode from "vscode";
import type { Report } from "./report.ts";

const TIMEOUT_MS = 30_000;

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: TIMEOUT_MS });
  // What Mocha's loader does for each file: gives the globals `suite` and `test`.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  if (vscode.env.language.startsWith("es")) {
    await import("./spanish.ts");
  } else {
    await import("./activation.ts");
    await import("./dockerfile.ts");
    await import("./compose.ts");
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      report({ event: "end" });
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on("pass", (it) => report({ event: "passed", name: it.fullTitle() }));
    runner.on("pending", (it) => report({ event: "skipped", name: it.fullTitle() }));
    runner.on("fail", (it, error: Error) =>
      report({ event: "failed", name: it.fullTitle(), message: error.stack ?? error.message }),
    );
  });
}

/** One line of JSON in a file: the same in a browser's remote extension host and on the desktop. */
function report(line: Report): void {
  const file = process.env.GANTRY_HOST_REPORT;
  if (!file) throw new Error("GANTRY_HOST_REPORT names no file: start these tests with test/host/run.ts");
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
