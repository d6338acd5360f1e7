/** A folder for a window of the tests: the sample, and images that build on an engine without the internet. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BUSYBOX } from "./dockerd.ts";

const FILES = {
  // Slow enough that its progress can be seen.
  "greeter/Dockerfile": `FROM ${BUSYBOX}
RUN for i in 1 2 3; do echo "preparing $i of 3"; sleep 1; done
COPY greeting.txt /
CMD ["sh", "-c", "cat /greeting.txt; while true; do sleep 1; done"]
`,
  "greeter/greeting.txt": "Hello from the greeter\n",
  "failing/Dockerfile": `FROM ${BUSYBOX}
RUN echo "looking for the compiler" && no-such-compiler --version
`,
  "endless/Dockerfile": `FROM ${BUSYBOX}
RUN while true; do echo "still waiting"; sleep 1; done
`,
};

/** `folder` is removed when the process ends. */
export function makeWorkspace(): { readonly folder: string; write(path: string, content: string): void } {
  const root = mkdtempSync(join(tmpdir(), "gantry-workspace-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "sample");
  cpSync(join(import.meta.dirname, "../../sample"), folder, { recursive: true });
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(FILES)) write(path, content);
  return { folder, write };
}
