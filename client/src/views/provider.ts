/** The tree of one view. The elements that VS Code holds are node ids, so that they outlive every change of state. */
import * as vscode from "vscode";
import { connectedEngine, settled } from "../engine/connected.ts";
import type { Engine } from "../engine/engine.ts";
import type { Engines } from "../engine/engines.ts";
import type { StoreChange } from "../engine/store.ts";
import type { Arrangements } from "./arrangement.ts";
import { arrangementText } from "./arrangement-text.ts";
import { badgeOf } from "./badge.ts";
import type { Details } from "./details.ts";
import { objectRows } from "./engines.ts";
import { LiveStats } from "./live-stats.ts";
import type { Node, View } from "./node.ts";
import { present } from "./present.ts";
import type { Row } from "./row.ts";
import { differences, indexed, type Rows } from "./rows.ts";
import { richTooltip } from "./tooltip.ts";
import { treeItem } from "./tree-item.ts";

const KIND_OF_VIEW = { containers: "container", images: "image", volumes: "volume", networks: "network" } as const;
/** How often the time that a container has been up is looked at, while somebody sees it. */
const UPTIME_INTERVAL = 60_000;
/** How often measurements are shown; the engine measures each second. */
const STATS_INTERVAL = 2000;

/** In which VS Code draws the rows that it has asked for. */
const SETTLE_TIME = 300;

export interface TreeOptions {
  readonly view: View;
  /** Looked for when the view is first shown: an unopened view connects to nothing. */
  readonly engines: Engines;
  readonly arrangements: Arrangements;
  readonly enabledFor: (node: Node) => readonly string[];
  readonly details: Details;
  /** The folders of the workspace, on the disk. */
  readonly folders: () => readonly string[];
  /** What is dropped on a row, by its uris. */
  readonly drop: (uris: readonly string[], onto: Node | null) => void;
}

export class TreeProvider implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #options: TreeOptions;
  readonly #changed = new vscode.EventEmitter<string[] | undefined>();
  readonly #tree: vscode.TreeView<string>;
  /** What was shown last, to tell whether time alone has changed it. */
  readonly #shown = new Map<string, string>();
  /** What was found below objects, and below what. */
  readonly #below = new Map<string, { readonly node: Node; readonly parent: string }>();
  /** The rows that the user has opened or closed: they are so again after an engine was away with all its rows. */
  readonly #unfolded = new Map<string, boolean>();
  /** The row that was selected when it went away with its engine: it is selected again, unless another one is before. */
  #lost: string | null = null;
  readonly #stats = new LiveStats(
    (id) => this.#engine(id),
    () => this.#measured(),
  );
  #rows: Rows = indexed([]);
  #unsubscribe: (() => void) | null = null;
  #clock: NodeJS.Timeout | null = null;
  #statsClock: NodeJS.Timeout | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: TreeOptions) {
    this.#options = options;
    const { view, arrangements } = options;
    this.#tree = vscode.window.createTreeView(`gantry.${view}`, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: this.#dropController(),
    });
    this.#tree.onDidChangeVisibility(({ visible }) => this.#follow(visible));
    this.#tree.onDidExpandElement(({ element }) => this.#unfolded.set(element, true));
    this.#tree.onDidCollapseElement(({ element }) => this.#unfolded.set(element, false));
    this.#tree.onDidChangeSelection(({ selection }) => {
      if (selection.length > 0) this.#lost = null;
    });
    this.#describe();
    arrangements.onDidChange((changed) => {
      if (changed !== view) return;
      this.#describe();
      this.#follow(this.#tree.visible);
      this.#changed.fire(undefined);
    });
  }

  /** Looks again at what is below a row. */
  refresh(id: string): void {
    this.#changed.fire([id]);
  }

  /** The node behind an element, or null when it is not in this view (any more). */
  node(id: string): Node | null {
    return this.#rows.nodes.get(id) ?? this.#below.get(id)?.node ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [...(this.#rows.children.get(id) ?? (await this.#lookBelow(id)))];
    const { engines } = this.#options;
    const current = engines.current();
    this.#unsubscribe ??= engines.onDidChange((change) => this.#refresh(change));
    this.#follow(this.#tree.visible);
    await settled(current); // Meanwhile the view shows its progress bar instead of a row that flickers.
    this.#list();
    return [...this.#rows.top];
  }

  getParent(id: string): string | null {
    return this.#rows.parents.get(id) ?? this.#below.get(id)?.parent ?? null;
  }

  getTreeItem(id: string): vscode.TreeItem {
    const node = this.node(id);
    if (id === this.#lost) setTimeout(() => void this.#selectLost(), SETTLE_TIME);
    if (!node) return new vscode.TreeItem(""); // Gone between the listing and this call; the next listing drops it.
    const row = this.#present(node);
    this.#shown.set(id, row.description);
    const expanded = row.expanded === null ? null : (this.#unfolded.get(id) ?? row.expanded);
    return treeItem(node, { ...row, expanded }, this.#options.enabledFor(node));
  }

  async resolveTreeItem(item: vscode.TreeItem, id: string): Promise<vscode.TreeItem> {
    const node = this.node(id);
    if (!node) return item;
    const row = this.#present(node);
    item.tooltip = await (async () => {
      if (!("engine" in node)) return row.tooltip;
      const { details } = this.#options;
      return richTooltip(node, row, await this.#engine(node.engine), (it) => details.sizeOf(it));
    })().catch(() => row.tooltip);
    return item;
  }

  dispose(): void {
    this.#follow(false);
    this.#stats.follow([]);
    if (this.#statsClock) clearTimeout(this.#statsClock);
    this.#unsubscribe?.();
    this.#tree.dispose();
    this.#changed.dispose();
  }

  #list(): void {
    const { view, engines, arrangements } = this.#options;
    this.#rows = indexed(objectRows(view, engines, arrangements.of(view), this.#options.folders()));
    for (const [id, { parent }] of this.#below)
      if (!this.#rows.nodes.has(parent) && !this.#below.has(parent)) this.#below.delete(id);
    const [selected] = this.#tree.selection;
    if (selected !== undefined && !this.node(selected)) this.#lost = selected;
    const badge = view === "containers" ? badgeOf(engines.opened) : null;
    if (badge?.value !== this.#tree.badge?.value) this.#tree.badge = badge ?? undefined;
    for (const id of this.#shown.keys()) if (!this.#rows.nodes.has(id)) this.#shown.delete(id);
  }

  /** Without the focus, and only where VS Code has drawn the row: it would list what is on its way once more, and stumble. */
  async #selectLost(): Promise<void> {
    const id = this.#lost;
    if (id === null || !this.#tree.visible || !this.node(id)) return;
    this.#lost = null;
    await this.#tree.reveal(id, { select: true, focus: false }).then(undefined, () => undefined); // Gone again meanwhile.
  }

  #refresh(change: StoreChange): void {
    if (!this.#concerns(change)) return;
    const changed = this.#relist();
    this.#followStats();
    this.#show(change.kind === "all" ? "all" : changed);
  }

  /** Rows of the other kinds say how many containers use them. */
  #concerns(change: StoreChange): boolean {
    const { view } = this.#options;
    if (change.kind === "all" || change.kind === KIND_OF_VIEW[view]) return true;
    return change.kind === "container" && (change.listChanged || view === "networks");
  }

  async #lookBelow(id: string): Promise<string[]> {
    const node = this.node(id);
    if (!node) return [];
    const found = await this.#options.details.children(node);
    for (const it of found) this.#below.set(it.id, { node: it, parent: id });
    return found.map((it) => it.id);
  }

  #engine(id: string): Promise<Engine> {
    return connectedEngine(this.#options.engines.store(id));
  }

  #present(node: Node): Row {
    return present(node, Date.now(), node.kind === "container" ? this.#stats.of(node.container.id) : null);
  }

  #relist(): readonly string[] | "all" {
    const before = this.#rows;
    this.#list();
    return differences(before, this.#rows);
  }

  #show(changed: readonly string[] | "all"): void {
    if (changed === "all") this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire([...changed]);
  }

  /** Beside the view's name: what it is grouped by and which rows it leaves out. */
  #describe(): void {
    const { view, arrangements } = this.#options;
    const arrangement = arrangements.of(view);
    this.#tree.description = arrangementText(view, arrangement);
    const context = (key: string, value: boolean): void =>
      void vscode.commands.executeCommand("setContext", `gantry.${view}.${key}`, value);
    context("isFiltered", arrangement.text !== "");
    context("onlyRunning", arrangement.onlyRunning);
    context("onlyWorkspace", arrangement.onlyWorkspace);
    context("liveStats", arrangement.liveStats);
  }

  /** Time goes on without any event of the engine: the clock runs while the view is seen. */
  #follow(visible: boolean): void {
    this.#followStats();
    const isWanted = visible && this.#options.view === "containers";
    if (isWanted === (this.#clock !== null)) return;
    if (this.#clock) clearInterval(this.#clock);
    this.#clock = isWanted ? setInterval(() => this.#tick(), UPTIME_INTERVAL) : null;
    if (isWanted) this.#tick();
  }

  #tick(): void {
    if (this.#unsubscribe === null) return; // Nothing is listed yet.
    const changed = this.#relist(); // The store has newer records of what did not change but in time.
    const older = [...this.#shown].filter(([id, description]) => {
      const node = this.#rows.nodes.get(id);
      return node !== undefined && this.#present(node).description !== description;
    });
    this.#show(changed === "all" ? changed : [...new Set([...changed, ...older.map(([id]) => id)])]);
  }

  /** Measures what runs, while it is seen and wanted. */
  #followStats(): void {
    const { view, arrangements } = this.#options;
    const isWanted = view === "containers" && this.#tree?.visible && arrangements.of(view).liveStats;
    const running = [...this.#rows.nodes.values()].flatMap((it) =>
      it.kind === "container" && it.container.state === "running"
        ? [{ engine: it.engine, containerId: it.container.id }]
        : [],
    );
    this.#stats.follow(isWanted ? running : []);
  }

  #measured(): void {
    this.#statsClock ??= setTimeout(() => {
      this.#statsClock = null;
      const measured = [...this.#rows.nodes.values()].filter(
        (it) => it.kind === "container" && this.#present(it).description !== this.#shown.get(it.id),
      );
      this.#show(measured.map((it) => it.id));
    }, STATS_INTERVAL);
  }

  #dropController(): vscode.TreeDragAndDropController<string> {
    const mimes = ["text/uri-list"];
    return {
      dropMimeTypes: mimes,
      dragMimeTypes: [],
      handleDrop: async (target, transfer) => {
        const list = (await transfer.get(mimes[0] ?? "")?.asString()) ?? "";
        const uris = list.split(/\r?\n/).filter((it) => it !== "" && !it.startsWith("#"));
        this.#options.drop(uris, target === undefined ? null : this.node(target));
      },
    };
  }
}
