/** Drives the real VS Code in a browser as a user does: clicks, keys and what can be read on the screen. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { startVsCodeServer, type VsCodeServer, type VsCodeServerOptions } from "./vscode-server.ts";

export interface Editor {
  readonly server: VsCodeServer;
  /** A window on a folder, or with null on none. Each has cookies and storage of its own. */
  open(folder: string | null, options?: WindowOptions): Promise<Workbench>;
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly theme?: "dark" | "light";
  /** The display language, as `es`: extensions follow it, VS Code's own texts need a language pack that is not there. */
  readonly language?: string;
  readonly payload?: readonly (readonly [string, string])[];
}

const SCREENSHOTS = join(import.meta.dirname, "../workbench/screenshots");
const WAIT_MS = 45_000;

/** Settings that make the screen readable to a test and pleasant in a picture. */
const CALM = {
  "editor.accessibilitySupport": "off",
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "explorer.confirmDelete": false,
  "files.autoSave": "off",
  "terminal.integrated.gpuAcceleration": "off", // Text in elements, not pixels.
  "terminal.integrated.tabs.enabled": true,
  "window.autoDetectColorScheme": true, // The theme follows the browser's, which playwright sets.
  "workbench.reduceMotion": "on",
  "workbench.tree.renderIndentGuides": "none",
};

/** Starts the server with the packaged extension, and a browser. */
export async function startEditor(options: Omit<VsCodeServerOptions, "vsix"> & { vsix?: string }): Promise<Editor> {
  const vsix = options.vsix ?? join(import.meta.dirname, "../../dist/gantry.vsix");
  const settings = { ...CALM, ...options.settings };
  const server = await startVsCodeServer({ ...options, vsix, settings });
  const browser = await launch();
  const windows = new Set<BrowserContext>();
  return {
    server,
    async open(folder, { theme = "dark", language, payload = [] } = {}) {
      const context = await browser.newContext({
        colorScheme: theme,
        permissions: ["clipboard-read", "clipboard-write"],
        viewport: { width: 1280, height: 800 },
      });
      windows.add(context);
      context.setDefaultTimeout(WAIT_MS);
      if (language)
        await context.addInitScript((it) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: it }), language);
      const page = await context.newPage();
      const workbench = new Workbench(page, folder ?? "/");
      await page.goto(server.url(folder, payload));
      return workbench;
    },
    async close() {
      for (const it of windows) await it.close();
      await browser.close();
      await server.stop();
    },
  };
}

async function launch(): Promise<Browser> {
  const quiet = ["quic", "background-networking", "component-update", "sync", "gpu", "dev-shm-usage"];
  return chromium.launch({
    executablePath: process.env.GANTRY_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", ...quiet.map((it) => `--disable-${it}`)],
  });
}

export class Workbench {
  readonly page: Page;
  readonly folder: string;
  /** The browser console: VS Code writes its own and the extension host's messages there. */
  readonly console: string[] = [];

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
    page.on("console", (it) => this.console.push(it.text()));
  }

  /** Opens a file of the workspace by its path in it; resolves when its text is on the screen. */
  async openFile(path: string): Promise<void> {
    const absolute = join(this.folder, path);
    const tab = this.page.locator(`.tab.active .tab-label[aria-label^="${absolute}"]`);
    await this.page.locator(".monaco-workbench").waitFor();
    // Enter takes what the list shows at that moment, which may still be the answer to less than the whole path: wait, look, and try again.
    await this.eventually(async () => {
      const quick = await this.#quickOpen("Control+P", absolute);
      await this.page.waitForTimeout(300);
      await quick.locator(".monaco-list-row.focused").first().waitFor();
      await this.page.keyboard.press("Enter");
      return isVisible(tab, 2000);
    }, `${path} opens`);
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Puts the cursor on a line and column, both counted from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.locator(".editor-instance .monaco-editor").first().click();
    await this.#quickOpen("Control+G", `${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** The text of the active editor, as far as it is on the screen. */
  async text(): Promise<string> {
    const lines = await this.page.locator(".editor-instance .view-line").evaluateAll((all) =>
      all
        .map((it) => ({ top: Number.parseInt((it as HTMLElement).style.top, 10), text: it.textContent ?? "" })) // Always an HTMLElement.
        .sort((a, b) => a.top - b.top)
        .map((it) => it.text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** A word of the active editor, as the colours divide the text; the first of its kind. */
  word(text: string): Locator {
    const exactly = new RegExp(`^\\s*${text.replaceAll(/\W/g, "\\$&")}\\s*$`);
    return this.page.locator(".editor-instance .view-line span > span", { hasText: exactly }).first();
  }

  /** Waits for an underlined problem; `error` is red. */
  async squiggle(kind: "error" | "warning" | "info" | "hint" = "error"): Promise<Locator> {
    const found = this.page.locator(`.editor-instance .squiggly-${kind}`).first();
    await found.waitFor({ state: "attached" });
    return found;
  }

  /** Rests the pointer on something until the hover shows this; returns all that it shows. */
  async hover(target: Locator, shows: string | RegExp): Promise<string> {
    await target.hover();
    return this.#hoverText(shows);
  }

  /** The hover at the cursor, as the keyboard opens it. */
  async hoverAtCursor(shows: string | RegExp, timeout = WAIT_MS): Promise<string> {
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    return this.#hoverText(shows, timeout);
  }

  async #hoverText(shows: string | RegExp, timeout = WAIT_MS): Promise<string> {
    const hover = this.page.locator(".monaco-resizable-hover:visible").filter({ hasText: shows }).first();
    await hover.waitFor({ timeout });
    return (await hover.textContent()) ?? "";
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    const quick = await this.#quickOpen("F1", title);
    await quick.locator(".monaco-list-row", { hasText: title }).first().click();
  }

  /** Opens a view container of the activity bar. */
  async openViews(title: string): Promise<void> {
    const entry = this.page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`).first();
    await entry.waitFor();
    if ((await entry.getAttribute("class"))?.includes("checked")) return;
    await entry.click();
    await this.page.locator(`.composite.title h2`, { hasText: new RegExp(title, "i") }).waitFor();
  }

  /** One view in the side bar, by its title. */
  view(title: string): Locator {
    return this.page.locator(`.pane:has(.pane-header .title:text-is("${title}"))`);
  }

  async expandView(title: string): Promise<void> {
    const header = this.view(title).locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
  }

  /** A row of a tree that holds this text; in one view where two could have it. */
  row(text: string | RegExp, view?: string): Locator {
    const place = view ? this.view(view) : this.page.locator(".sidebar");
    return place.locator(".monaco-list-row", { hasText: text }).first();
  }

  /** Waits until a row has this icon, as `codicon-vm-running`. */
  async showsIcon(row: Locator, icon: string): Promise<void> {
    await row.locator(`.custom-view-tree-node-item-icon.${icon}`).waitFor();
  }

  /** Right-clicks and chooses. */
  async choose(target: Locator, item: string): Promise<void> {
    const entry = this.menuItem(item);
    await this.eventually(async () => {
      await target.click({ button: "right" });
      const isThere = await reaches(entry, "visible", 3000);
      // A menu ignores the button for a moment after it opened: that may still be the click which opened it.
      for (let tries = 0; isThere && tries < 3; tries++) {
        await entry.click({ timeout: 1000 }).catch(() => undefined); // It went away meanwhile: the click before was taken.
        if (await reaches(entry, "hidden", 1000)) return true;
      }
      // The row was of another state when it opened, or a view that is filled behind it left it deaf: it is opened again.
      // Without a menu the key would put the notifications away.
      if (await this.page.locator(".monaco-menu").first().isVisible()) await this.page.keyboard.press("Escape");
      return null;
    }, `the menu takes "${item}"`);
  }

  menuItem(label: string): Locator {
    return this.page.locator(`.monaco-menu .action-label:text-is("${label}")`);
  }

  /** The open quick input: its box and list. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget");
  }

  /** Answers the open input box. */
  async answer(text: string): Promise<void> {
    const box = this.quickInput.locator("input[type=text]");
    await box.waitFor();
    await box.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** A notification that holds this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator(".notifications-toasts .notification-toast", { hasText: text }).first();
  }

  /** A modal question; buttons by their text. */
  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** Waits until the active terminal shows this, and returns all that it shows. */
  async terminal(shows: string | RegExp): Promise<string> {
    return this.eventually(async () => {
      const text = await this.terminalText();
      const isShown = typeof shows === "string" ? text.includes(shows) : shows.test(text);
      return isShown ? text : null;
    }, `terminal shows ${shows}`);
  }

  async terminalText(): Promise<string> {
    const lines = await this.page.locator(".terminal-wrapper.active .xterm-rows > div").allTextContents();
    return lines
      .map((it) => it.replaceAll("\u00a0", " ").trimEnd())
      .join("\n")
      .trimEnd();
  }

  async typeInTerminal(text: string): Promise<void> {
    await this.page.locator(".terminal-wrapper.active .xterm-screen").click();
    await this.page.keyboard.type(text, { delay: 10 });
  }

  /** Tries until there is a result; says what it waited for when there is none. */
  async eventually<T>(look: () => Promise<T | null>, what: string, timeoutMs = WAIT_MS): Promise<T> {
    for (const until = Date.now() + timeoutMs; ; await this.page.waitForTimeout(100)) {
      const found = await look();
      if (found !== null) return found;
      if (Date.now() > until) {
        await this.screenshot(`failed-${what.replaceAll(/\W+/g, "-").slice(0, 60)}`);
        throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}. Terminal:\n${await this.terminalText()}`);
      }
    }
  }

  /** Saves test/workbench/screenshots/<name>.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async #quickOpen(key: string, text: string): Promise<Locator> {
    const box = this.quickInput.locator("input[type=text]");
    // The workbench takes keys only once it is restored: press until it listens.
    await this.eventually(async () => {
      await this.page.keyboard.press(key);
      if (!(await isVisible(box, 1000))) return null;
      // Some of them begin with the character that says what is asked for: it stays.
      const filled = box.fill(`${await box.inputValue()}${text}`, { timeout: 2000 });
      // What takes the focus at this moment, as a terminal that closes, closes it again.
      return filled.then(
        () => true,
        () => null,
      );
    }, `the quick input opens on ${key}`);
    return this.quickInput;
  }
}

async function isVisible(it: Locator, timeout: number): Promise<true | null> {
  return it.waitFor({ timeout }).then(
    () => true,
    () => null,
  );
}

async function reaches(it: Locator, state: "visible" | "hidden", timeout: number): Promise<boolean> {
  return it.waitFor({ state, timeout }).then(
    () => true,
    () => false,
  );
}
