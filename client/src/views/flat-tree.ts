/** A view of one level. Its elements are the ids of its nodes, as in the views of an engine's objects. */
import * as vscode from "vscode";
import type { Node } from "./node.ts";
import { present } from "./present.ts";
import { treeItem } from "./tree-item.ts";

export interface FlatTreeOptions {
  readonly id: string;
  readonly canSelectMany: boolean;
  readonly enabledFor: (node: Node) => readonly string[];
  /** All of them, in their order; first asked for when the view is opened. */
  readonly rows: () => Promise<readonly Node[]>;
  /** Returns what ends it. */
  readonly onDidChange: (listener: () => void) => () => void;
  /** When a view that was opened before is seen again. */
  readonly onSeenAgain: () => void;
}

export class FlatTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #options: FlatTreeOptions;
  readonly #changed = new vscode.EventEmitter<string[] | undefined>();
  readonly #tree: vscode.TreeView<string>;
  readonly #unsubscribe: () => void;
  /** By their ids; null until the view is opened. */
  #nodes: ReadonlyMap<string, Node> | null = null;
  /** How each row was shown last. */
  readonly #shown = new Map<string, string>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: FlatTreeOptions) {
    this.#options = options;
    const { id, canSelectMany } = options;
    this.#tree = vscode.window.createTreeView(id, { treeDataProvider: this, canSelectMany });
    this.#tree.onDidChangeVisibility(({ visible }) => {
      if (visible && this.#nodes) options.onSeenAgain();
    });
    this.#unsubscribe = options.onDidChange(() => void this.#refresh());
  }

  node(id: string): Node | null {
    return this.#nodes?.get(id) ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [];
    const nodes = new Map((await this.#options.rows()).map((it) => [it.id, it]));
    this.#nodes = nodes;
    return [...nodes.keys()];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const node = this.node(id);
    if (!node) return new vscode.TreeItem("");
    this.#shown.set(id, this.#look(node));
    return treeItem(node, present(node), this.#options.enabledFor(node));
  }

  getParent(): null {
    return null;
  }

  dispose(): void {
    this.#unsubscribe();
    this.#tree.dispose();
    this.#changed.dispose();
  }

  /** Shows only what differs: a row that is made anew loses the click that is on its way. */
  async #refresh(): Promise<void> {
    if (!this.#nodes) return;
    const before = [...this.#nodes.keys()].join("\n");
    const ids = await this.getChildren();
    const different = [...(this.#nodes?.values() ?? [])].filter((it) => this.#look(it) !== this.#shown.get(it.id));
    if (ids.join("\n") !== before) this.#changed.fire(undefined);
    else if (different.length > 0) this.#changed.fire(different.map((it) => it.id));
  }

  #look(node: Node): string {
    return JSON.stringify([present(node), this.#options.enabledFor(node)]);
  }
}
