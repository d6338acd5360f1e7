/** The marks of a build, as a user sees them. */
import type { Workbench } from "./workbench.ts";

/** What stands behind the lines: text that the style sheet adds, not the document. */
export function marksIn(window: Workbench): Promise<string[]> {
  return window.page.evaluate(() => {
    const spans = [...document.querySelectorAll(".monaco-editor .view-line span")];
    const texts = spans.map((it) => getComputedStyle(it, "::after").content.replace(/^"|"$/g, ""));
    return texts.filter((it) => /^[○●✓✗]/.test(it));
  });
}

export async function marked(window: Workbench, mark: RegExp): Promise<void> {
  await window.eventually(async () => (await marksIn(window)).find((it) => mark.test(it)) ?? null, `a mark ${mark}`);
}
