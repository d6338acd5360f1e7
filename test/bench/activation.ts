/** `npm run bench:activation`: what activate() costs by VS Code's own clock, and how large each bundle is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { startEditor } from "../support/workbench.ts";

const ROUNDS = 5;

async function main(): Promise<void> {
  for (const name of readdirSync("dist").filter((it) => it.endsWith(".js"))) {
    const [size, packed] = [statSync(`dist/${name}`).size, gzipSync(readFileSync(`dist/${name}`)).length];
    console.log(`${name.padEnd(28)} ${kib(size)} KiB, ${kib(packed)} KiB gzipped`);
  }
  const editor = await startEditor({ env: { DOCKER_HOST: "unix:///nothing/there.sock" } });
  try {
    await measure("opening a Dockerfile", (workbench) => workbench.openFile("Dockerfile"));
    await measure("opening the Gantry view", (workbench) => workbench.openViews("Gantry"));
  } finally {
    await editor.close();
  }

  async function measure(what: string, act: (workbench: Awaited<ReturnType<typeof editor.open>>) => Promise<void>) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const workbench = await editor.open(resolve("sample"));
      await act(workbench);
      await workbench.command("Developer: Show Running Extensions");
      // The slowest stand first, and only what can be seen is there.
      await workbench.page.locator(".runtime-extensions-editor .monaco-list").first().click();
      await workbench.page.keyboard.press("End");
      const row = workbench.page.locator(".runtime-extensions-editor .extension", { hasText: "Gantry" });
      const time = row.locator(".activation-time");
      const text = await workbench.eventually(
        async () => /(\d+) ?ms/.exec((await time.textContent()) ?? "")?.[1] ?? null,
        "the activation time",
      );
      times.push(Number(text));
      await workbench.close();
    }
    times.sort((a, b) => a - b);
    console.log(`activate() by ${what}: median ${times[ROUNDS >> 1]} ms of ${times.join(", ")}`);
  }
}

const kib = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(7);

void main(); // A rejection ends the process with its stack and exit code 1.
