/** One thing that a user does in the workbench: a test that keeps a picture of how it ended. */
import { test } from "node:test";
import type { Workbench } from "./workbench.ts";

/** `window` is asked when the test runs. The picture is named after the scenario; `failed-…` where it failed. */
export function scenario(name: string, window: () => Workbench, act: (window: Workbench) => Promise<void>): void {
  const picture = name.replaceAll(/[^\w]+/g, "-").toLowerCase();
  test(name, async () => {
    const it = window();
    try {
      await act(it);
    } catch (error) {
      await it.screenshot(`failed-${picture}`);
      throw error;
    }
    await it.screenshot(picture);
  });
}
