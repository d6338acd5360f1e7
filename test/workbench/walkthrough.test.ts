/** The first steps as a new user sees them: no folder is open, and no engine is there. */
import { after, before, suite } from "node:test";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

suite("the first steps", () => {
  const { folder } = makeWorkspace();
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    editor = await startEditor({ env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(null, { language: "es" });
  });
  after(() => editor?.close());
  const inWindow = () => window;
  const step = (title: string) => window.page.locator(".getting-started-step", { hasText: title });

  scenario("en español, los primeros pasos", inWindow, async (it) => {
    await it.page.locator('.activitybar .action-label[aria-label^="Gantry"]').waitFor(); // The commands are known from then on.
    await it.command("Gantry: Primeros pasos");
    for (const title of ["Escribe un Dockerfile", "Constrúyelo", "Mira qué hay", "mira dentro", "Compose", "Ajústalo"])
      await step(title).waitFor();
  });

  scenario("en español, un Dockerfile de ejemplo tiene problemas y el paso queda hecho", inWindow, async (it) => {
    await step("Escribe un Dockerfile").getByText("Abrir un ejemplo").click();
    await it.squiggle("warning");
    await it.command("Gantry: Primeros pasos");
    await step("Escribe un Dockerfile").locator(".codicon-getting-started-step-checked.complete").waitFor();
  });
});
