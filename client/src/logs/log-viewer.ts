/** The tab that shows the logs of one container, or of several together. */
import { writeFile } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Container } from "../engine/api/containers.ts";
import { connectedEngine } from "../engine/connected.ts";
import type { EngineStore } from "../engine/store.ts";
import { explainFailure } from "../ui/explain.ts";
import { quote } from "../ui/quote.ts";
import type { Ui } from "../ui/ui.ts";
import { webviewHtml } from "../ui/webview-html.ts";
import { projectOf } from "../views/children.ts";
import { changesOf } from "./again.ts";
import { follow } from "./follow.ts";
import { LineQueue } from "./line-queue.ts";
import type { FromLogPage, LogRange, LogTexts, ToLogPage } from "./messages.ts";

/** How many lines the page keeps, and how many may wait for it. */
const MOST_LINES = 50_000;
const MOST_WAITING = 10_000;
/** Between two batches for the page. */
const INTERVAL = 50;

interface Range {
  readonly label: () => string;
  readonly request: () => { readonly tail?: number; readonly since?: string };
}

const since = (seconds: number): { since: string } => ({ since: new Date(Date.now() - seconds * 1000).toISOString() });
const RANGES: Readonly<Record<string, Range>> = {
  tail1000: { label: () => l10n.t("last {0} lines", 1000), request: () => ({ tail: 1000 }) },
  tail20000: { label: () => l10n.t("last {0} lines", 20_000), request: () => ({ tail: 20_000 }) },
  minutes10: { label: () => l10n.t("last {0} minutes", 10), request: () => since(600) },
  hour: { label: () => l10n.t("last hour"), request: () => since(3600) },
  day: { label: () => l10n.t("last day"), request: () => since(86_400) },
  all: { label: () => l10n.t("everything"), request: () => ({}) },
};
const FIRST_RANGE = "tail1000";

export interface LogViewersOptions {
  readonly extensionUri: vscode.Uri;
  readonly ui: Pick<Ui, "savePath" | "error">;
}

export class LogViewers implements vscode.Disposable {
  readonly #options: LogViewersOptions;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  constructor(options: LogViewersOptions) {
    this.#options = options;
  }

  /** One tab for the same containers, however often it is asked for. */
  show(store: EngineStore, containers: readonly Container[]): void {
    const key = [store.id, ...containers.map((it) => it.id).sort()].join("\n");
    const there = this.#open.get(key);
    if (there) {
      there.reveal();
      return;
    }
    const name = nameOf(containers);
    const title = l10n.t("{0} (logs)", name);
    const { extensionUri } = this.#options;
    const root = vscode.Uri.joinPath(extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel("gantry.logs", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: false,
      // What was shown is nowhere else: a hidden tab keeps it.
      retainContextWhenHidden: true,
      localResourceRoots: [root],
    });
    panel.iconPath = new vscode.ThemeIcon("output") as unknown as vscode.Uri; // Accepted since 1.99, typed later.
    this.#open.set(key, panel);
    const session = new LogSession(panel.webview, store, containers, this.#options.ui, name);
    panel.onDidDispose(() => {
      this.#open.delete(key);
      session.dispose();
    });
    panel.webview.onDidReceiveMessage((message: FromLogPage) => session.receive(message));
    panel.webview.html = webviewHtml({
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(root, "logs-page.js")).toString(),
      source: panel.webview.cspSource,
      title,
      language: vscode.env.language,
    });
  }

  dispose(): void {
    for (const panel of [...this.#open.values()]) panel.dispose();
  }
}

/** Of one container, of the project that all are of, or how many they are. */
function nameOf(containers: readonly Container[]): string {
  const [first] = containers;
  if (first === undefined || containers.length === 1) return first?.name ?? "";
  const project = projectOf(first);
  const isOne = project !== null && containers.every((it) => projectOf(it) === project);
  return isOne ? project : l10n.t("{0} containers", containers.length);
}

class LogSession {
  readonly #webview: vscode.Webview;
  readonly #store: EngineStore;
  readonly #containers: readonly Container[];
  readonly #ui: LogViewersOptions["ui"];
  readonly #name: string;
  readonly #queue = new LineQueue(MOST_WAITING);
  #over = new AbortController();
  /** The page has taken all that was sent. */
  #isFree = true;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    webview: vscode.Webview,
    store: EngineStore,
    containers: readonly Container[],
    ui: LogViewersOptions["ui"],
    name: string,
  ) {
    this.#webview = webview;
    this.#store = store;
    this.#containers = containers;
    this.#ui = ui;
    this.#name = name;
  }

  receive(message: FromLogPage): void {
    switch (message.kind) {
      case "ready":
        this.#begin(FIRST_RANGE);
        return;
      case "range":
        this.#begin(message.id);
        return;
      case "taken":
        this.#isFree = true;
        this.#schedule();
        return;
      case "save":
        void this.#save(message.text); // It shows its own failures.
    }
  }

  dispose(): void {
    this.#over.abort();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #begin(id: string): void {
    const range = RANGES[id];
    if (!range) return;
    this.#over.abort();
    this.#over = new AbortController();
    this.#queue.take();
    this.#isFree = true;
    const ranges = Object.entries(RANGES).map(([key, it]): LogRange => ({ id: key, label: it.label() }));
    const sources = this.#containers.map((it) => it.name);
    this.#post({ kind: "begin", sources, texts: texts(), ranges, range: id, most: MOST_LINES });
    for (const [source, container] of this.#containers.entries()) this.#follow(source, container, range);
  }

  #follow(source: number, { id, name }: Container, range: Range): void {
    const { signal } = this.#over;
    const note = (text: string): void => {
      this.#flush();
      this.#post({ kind: "note", source, text });
    };
    const words = {
      stopped: () => l10n.t("The container is not running; its logs go on when it starts."),
      removed: () => l10n.t("The container is removed: end of its logs."),
      lost: () => l10n.t("The connection is lost; the logs go on when it is back."),
    };
    const options = {
      engine: () => connectedEngine(this.#store),
      source,
      containerId: id,
      request: range.request(),
      take: (lines: Parameters<LineQueue["add"]>[0]) => {
        this.#queue.add(lines);
        this.#schedule();
      },
      ended: (why: keyof typeof words) => note(words[why]()),
      again: changesOf(this.#store, id),
    };
    follow(options, signal).catch((error: unknown) =>
      note(explainFailure(l10n.t("Cannot show the logs of {0}", quote(name)), error)),
    );
  }

  #schedule(): void {
    if (!this.#isFree || this.#queue.isEmpty) return;
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#queue.isEmpty) return;
    this.#isFree = false;
    this.#post({ kind: "lines", ...this.#queue.take() });
  }

  #post(message: ToLogPage): void {
    void this.#webview.postMessage(message); // False where the tab has just been closed.
  }

  async #save(text: string): Promise<void> {
    const path = await this.#ui.savePath(l10n.t("Save the logs of '{0}'", this.#name), `${this.#name}.log`);
    if (path === null) return;
    await writeFile(path, text).catch((error: unknown) =>
      this.#ui.error(explainFailure(l10n.t("Cannot save {0}", path), error), {
        label: l10n.t("Save..."),
        act: () => void this.#save(text), // It tells its own failures.
      }),
    );
  }
}

const texts = (): LogTexts => ({
  search: l10n.t("Search"),
  filter: l10n.t("Only lines with a match"),
  previous: l10n.t("Previous match"),
  next: l10n.t("Next match"),
  matchCase: l10n.t("Match case"),
  everyChannel: l10n.t("stdout and stderr"),
  range: l10n.t("Which lines"),
  channel: l10n.t("Which channel"),
  timestamps: l10n.t("Timestamps"),
  follow: l10n.t("Follow"),
  clear: l10n.t("Clear"),
  save: l10n.t("Save..."),
  logs: l10n.t("Logs"),
  matches: l10n.t("{0} of {1}", "{0}", "{1}"),
  oneMatch: l10n.t("1 match"),
  someMatches: l10n.t("{0} matches", "{0}"),
  noMatch: l10n.t("No match"),
  waiting: l10n.t("Nothing has been printed yet"),
  oneLine: l10n.t("1 line"),
  lines: l10n.t("{0} lines", "{0}"),
  dropped: l10n.t("{0} lines came too fast to be shown", "{0}"),
});
