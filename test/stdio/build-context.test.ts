/** What the client tells of builds, over stdio. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BUILT_IN } from "../../server/src/shared/protocol.ts";
import { withEditor } from "../support/lsp.ts";

suite("the folder that a Dockerfile was last built in", { timeout: 60_000 }, () => {
  test("is where its sources are looked for, from the start and when it changes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
    for (const [path, name] of [
      ["docker", "start.sh"],
      ["web", "index.ts"],
    ] as const) {
      mkdirSync(join(folder, path));
      writeFileSync(join(folder, path, name), "");
    }
    const dockerfile = uriOf("docker/Dockerfile");
    const builtIn = { [dockerfile]: uriOf("web") };
    try {
      await withEditor({ initializationOptions: { builtIn } }, async (editor) => {
        await editor.open(dockerfile, "dockerfile", "FROM scratch\nCOPY index.ts start.sh /app/\n");
        const missing = async (): Promise<string[]> =>
          (await editor.diagnostics(dockerfile)).flatMap((it) =>
            it.code === "missing-copy-source" ? String(it.message) : [],
          );
        assert.deepEqual(await missing(), ["`start.sh` is not in `web`, the build context of the last build."]);
        const before = editor.publications(dockerfile);
        await editor.connection.sendNotification(BUILT_IN, { dockerfile, folder: uriOf("docker") });
        await editor.published(dockerfile, before + 1);
        assert.deepEqual(await missing(), ["`index.ts` is not in `docker`, the build context of the last build."]);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
