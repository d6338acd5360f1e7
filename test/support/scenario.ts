/** One thing that a user does in the workbench: a test that keeps a picture of how it ended. */
import { test } from "node:test";
import type { Workbench } from "./workbench.ts";

/** `window` is asked when the test runs. The picture is named after the scenario; `failed-…` where it failed. */
export function scenario(name: string, window: () => Workbench, act: (window: Workbench) => Promise<void>): void {
  const picture = name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/\W+/g, "-").toLowerCase();
  test(name, async () => {
    const it = window();
    try {
      await act(it);
    } catch (error) {
      await it.screenshot(`failed-${picture}`);
      // What is left open would fail the next scenario too.
      for (let i = 0; i < 3; i++) await it.page.keyboard.press("Escape");
      throw new Error(brief(error));
    }
    await it.screenshot(picture);
  });
}

/** Playwright tells each of its hundred attempts. */
function brief(error: unknown): string {
  const lines = String(error instanceof Error ? error.stack : error).split("\n");
  const attempts = lines.findIndex((it) => it.includes("Call log:"));
  const trace = lines.filter((it) => /^\s+at .*test\//.test(it));
  return [...lines.slice(0, attempts < 0 ? 25 : attempts + 3), ...(attempts < 0 ? [] : trace)].join("\n");
}
