/** The tab with live charts of what the running containers of an engine use. Measures only while it is seen. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { connectedEngine } from "../engine/connected.ts";
import type { Stats } from "../engine/details.ts";
import type { EngineStore } from "../engine/store.ts";
import { webviewHtml } from "../ui/webview-html.ts";
import { LiveStats } from "../views/live-stats.ts";
import type { DashboardTexts, FromDashboardPage, ToDashboardPage } from "./messages.ts";
import { type SampleRow, sampleRow } from "./samples.ts";

const INTERVAL = 1000;

export class Dashboard implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  #panel: vscode.WebviewPanel | null = null;
  #session: Session | null = null;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  show(store: EngineStore): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const title = texts().title;
    const root = vscode.Uri.joinPath(this.#extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel("gantry.dashboard", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: [root],
    });
    this.#panel = panel;
    const session = new Session(panel.webview, store);
    this.#session = session;
    panel.onDidDispose(() => {
      session.dispose();
      this.#panel = null;
      this.#session = null;
    });
    panel.onDidChangeViewState(() => session.measure(panel.visible));
    panel.webview.onDidReceiveMessage((message: FromDashboardPage) => {
      if (message.kind === "ready") session.begin();
    });
    panel.webview.html = webviewHtml({
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(root, "dashboard-page.js")).toString(),
      source: panel.webview.cspSource,
      title,
      language: vscode.env.language,
    });
  }

  dispose(): void {
    this.#session?.dispose();
    this.#panel?.dispose();
  }
}

class Session {
  readonly #webview: vscode.Webview;
  readonly #store: EngineStore;
  readonly #stats: LiveStats;
  /** The last measurement of each, and what was made of it. */
  readonly #last = new Map<string, { readonly stats: Stats; readonly row: SampleRow }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(webview: vscode.Webview, store: EngineStore) {
    this.#webview = webview;
    this.#store = store;
    this.#stats = new LiveStats(
      () => connectedEngine(store),
      () => undefined,
    );
  }

  begin(): void {
    this.#post({ kind: "begin", texts: texts() });
    this.measure(true);
  }

  measure(isSeen: boolean): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = isSeen ? setInterval(() => this.#sample(), INTERVAL) : null;
    if (isSeen) this.#sample();
    else this.#stats.follow([]);
  }

  dispose(): void {
    this.measure(false);
  }

  #sample(): void {
    const running = [...this.#store.containers.values()]
      .filter((it) => it.state === "running")
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#stats.follow(running.map((it) => ({ engine: this.#store.id, containerId: it.id })));
    const rows = running.flatMap(({ id, name }): SampleRow[] => {
      const now = this.#stats.of(id);
      if (now === null) return [];
      const last = this.#last.get(id);
      // The engine may be slower than the clock: the same measurement is no new one.
      if (last?.stats.at === now.at) return [last.row];
      const row = sampleRow(id, name, now, last?.stats ?? null);
      this.#last.set(id, { stats: now, row });
      return [row];
    });
    this.#post({ kind: "sample", at: Date.now(), rows });
  }

  #post(message: ToDashboardPage): void {
    void this.#webview.postMessage(message); // False where the tab has just been closed.
  }
}

const texts = (): DashboardTexts => ({
  title: l10n.t("Gantry: resources"),
  container: l10n.t("Container"),
  cpu: l10n.t("CPU"),
  memory: l10n.t("Memory"),
  network: l10n.t("Network"),
  disk: l10n.t("Disk"),
  received: l10n.t("received"),
  sent: l10n.t("sent"),
  read: l10n.t("read"),
  written: l10n.t("written"),
  processes: l10n.t("Processes"),
  nothing: l10n.t("No container is running"),
  chart: l10n.t("{0} over the last two minutes; the numbers are in the table below", "{0}"),
});
