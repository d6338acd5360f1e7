/** The tree of one view. The elements that VS Code holds are node ids, so that they outlive every change of state. */
import * as vscode from "vscode";
import { settled } from "../engine/connected.ts";
import type { Engines } from "../engine/engines.ts";
import type { StoreChange } from "../engine/store.ts";
import type { Arrangements } from "./arrangement.ts";
import { objectRows } from "./engines.ts";
import type { Node, View } from "./node.ts";
import { arrangementText, badgeOf, present } from "./present.ts";
import { differences, indexed, type Rows } from "./rows.ts";
import { treeItem } from "./tree-item.ts";

const KIND_OF_VIEW = { containers: "container", images: "image", volumes: "volume", networks: "network" } as const;
/** How often the time that a container has been up is looked at, while somebody sees it. */
const UPTIME_INTERVAL = 60_000;

export interface TreeOptions {
  readonly view: View;
  /** Looked for when the view is first shown: an unopened view connects to nothing. */
  readonly engines: Engines;
  readonly arrangements: Arrangements;
  readonly enabledFor: (node: Node) => readonly string[];
}

export class TreeProvider implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #options: TreeOptions;
  readonly #changed = new vscode.EventEmitter<string[] | undefined>();
  readonly #tree: vscode.TreeView<string>;
  /** What was shown last, to tell whether time alone has changed it. */
  readonly #shown = new Map<string, string>();
  #rows: Rows = indexed([]);
  #unsubscribe: (() => void) | null = null;
  #clock: NodeJS.Timeout | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: TreeOptions) {
    this.#options = options;
    const { view, arrangements } = options;
    this.#tree = vscode.window.createTreeView(`gantry.${view}`, { treeDataProvider: this, canSelectMany: true });
    this.#tree.onDidChangeVisibility(({ visible }) => this.#follow(visible));
    this.#describe();
    arrangements.onDidChange((changed) => {
      if (changed !== view) return;
      this.#describe();
      this.#changed.fire(undefined);
    });
  }

  /** The node behind an element, or null when it is not in this view (any more). */
  node(id: string): Node | null {
    return this.#rows.nodes.get(id) ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [...(this.#rows.children.get(id) ?? [])];
    const { engines } = this.#options;
    const current = engines.current();
    this.#unsubscribe ??= engines.onDidChange((change) => this.#refresh(change));
    this.#follow(this.#tree.visible);
    await settled(current); // Meanwhile the view shows its progress bar instead of a row that flickers.
    this.#list();
    return [...this.#rows.top];
  }

  getParent(id: string): string | null {
    return this.#rows.parents.get(id) ?? null;
  }

  getTreeItem(id: string): vscode.TreeItem {
    const node = this.#rows.nodes.get(id);
    if (!node) return new vscode.TreeItem(""); // Gone between the listing and this call; the next listing drops it.
    const row = present(node);
    this.#shown.set(id, row.description);
    return treeItem(node, row, this.#options.enabledFor(node));
  }

  dispose(): void {
    this.#follow(false);
    this.#unsubscribe?.();
    this.#tree.dispose();
    this.#changed.dispose();
  }

  #list(): void {
    const { view, engines, arrangements } = this.#options;
    this.#rows = indexed(objectRows(view, engines, arrangements.of(view)));
    const badge = view === "containers" ? badgeOf(engines.opened) : null;
    if (badge?.value !== this.#tree.badge?.value) this.#tree.badge = badge ?? undefined;
    for (const id of this.#shown.keys()) if (!this.#rows.nodes.has(id)) this.#shown.delete(id);
  }

  #refresh(change: StoreChange): void {
    if (change.kind !== "all" && change.kind !== KIND_OF_VIEW[this.#options.view]) return;
    const changed = this.#relist();
    this.#show(change.kind === "all" ? "all" : changed);
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
  }

  /** Time goes on without any event of the engine: the clock runs while the view is seen. */
  #follow(visible: boolean): void {
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
      return node !== undefined && present(node).description !== description;
    });
    this.#show(changed === "all" ? changed : [...new Set([...changed, ...older.map(([id]) => id)])]);
  }
}
