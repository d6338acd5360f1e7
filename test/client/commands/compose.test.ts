import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { CommandContext } from "../../../client/src/commands/command.ts";
import pull from "../../../client/src/commands/compose/pull.ts";
import up from "../../../client/src/commands/compose/up.ts";
import { ScriptedUi } from "../../support/scripted-ui.ts";

const { PATH } = process.env;
after(() => {
  process.env.PATH = PATH;
});

for (const [verb, command] of Object.entries({ Up: up, Pull: pull }))
  test(`where there is no Docker Compose, ${verb} says so and where to get it`, async () => {
    process.env.PATH = "";
    const ui = new ScriptedUi();
    const opened: string[] = [];
    const context: Partial<CommandContext> = { ui, openExternal: async (url) => void opened.push(url) };
    await command.run(context as CommandContext, [{ kind: "compose", path: "/shop/compose.yaml" }]); // It asks for no more.
    const [message] = ui.told;
    assert.match(message?.text ?? "", /^Docker Compose is not on this machine/);
    assert.equal(message?.buttons[0]?.label, "How to Install");
    message?.buttons[0]?.act();
    assert.deepEqual(opened, ["https://docs.docker.com/compose/install/"]);
  });

test("where the engine does not answer, Up starts nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-"));
  writeFileSync(join(folder, "docker-compose"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  process.env.PATH = `${folder}:/bin`;
  const gone = new Error("gone");
  const context: Partial<CommandContext> = {
    ui: new ScriptedUi(),
    saveFiles: async () => undefined,
    engine: () => Promise.reject(gone),
    runProcess: () => assert.fail("started"),
  };
  const target = { kind: "compose", path: "/shop/compose.yaml" } as const;
  await assert.rejects(async () => up.run(context as CommandContext, [target]), gone); // It asks for no more.
  rmSync(folder, { recursive: true });
});
