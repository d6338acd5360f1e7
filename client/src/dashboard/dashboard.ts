/** Tabs with live charts of what running containers use: all of an engine, or some of them. Measures only while it is seen. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Container } from "../engine/api/containers.ts";
import type { Stats } from "../engine/api/details.ts";
import { connectedEngine } from "../engine/connected.ts";
import type { EngineStore } from "../engine/store.ts";
import { webviewHtml } from "../ui/webview-html.ts";
import { LiveStats } from "../views/live-stats.ts";
import type { DashboardTexts, FromDashboardPage, ToDashboardPage } from "./messages.ts";
import { type SampleRow, sampleRow } from "./samples.ts";

const INTERVAL = 1000;

export class Dashboards implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  /** One tab for the same, however often it is asked for. Without containers it is whatever runs on the engine. */
  show(store: EngineStore, containers: readonly Container[] | null): void {
    const ids = containers?.map((it) => it.id).sort() ?? [];
    const key = [store.id, ...ids].join("\n");
    const there = this.#open.get(key);
    if (there) {
      there.reveal();
      return;
    }
    const title = titleFor(containers);
    const root = vscode.Uri.joinPath(this.#extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel("gantry.dashboard", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: [root],
    });
    panel.iconPath = new vscode.ThemeIcon("graph-line") as unknown as vscode.Uri; // Accepted since 1.99, typed later.
    this.#open.set(key, panel);
    const session = new Session(panel.webview, store, containers === null ? null : new Set(ids), title);
    panel.onDidDispose(() => {
      this.#open.delete(key);
      session.dispose();
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
    for (const panel of [...this.#open.values()]) panel.dispose();
  }
}

function titleFor(containers: readonly Container[] | null): string {
  if (containers === null) return l10n.t("Gantry: resources");
  const [first] = containers;
  return l10n.t("{0} (resources)", first && containers.length === 1 ? first.name : several(containers.length));
}

const several = (count: number): string => l10n.t("{0} containers", count);

class Session {
  readonly #webview: vscode.Webview;
  readonly #store: EngineStore;
  readonly #stats: LiveStats;
  /** The last measurement of each, and what was made of it. */
  readonly #last = new Map<string, { readonly stats: Stats; readonly row: SampleRow }>();
  /** The containers to measure; all where it is null. */
  readonly #ids: ReadonlySet<string> | null;
  readonly #title: string;
  #timer: NodeJS.Timeout | null = null;

  constructor(webview: vscode.Webview, store: EngineStore, ids: ReadonlySet<string> | null, title: string) {
    this.#webview = webview;
    this.#store = store;
    this.#ids = ids;
    this.#title = title;
    this.#stats = new LiveStats(
      () => connectedEngine(store),
      () => undefined,
    );
  }

  begin(): void {
    this.#post({ kind: "begin", texts: texts(this.#title) });
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
      .filter((it) => it.state === "running" && (this.#ids?.has(it.id) ?? true))
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

const texts = (title: string): DashboardTexts => ({
  title,
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
  decimal: l10n.t("{0}.{1}"),
  chart: l10n.t("{0} over the last two minutes; the numbers are in the table below", "{0}"),
});
