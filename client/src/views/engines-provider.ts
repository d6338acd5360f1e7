/** The tree of all engines. Its elements are the ids of its nodes, as in the views of their objects. */
import * as vscode from "vscode";
import type { Engines } from "../engine/engines.ts";
import { engineRows } from "./engines.ts";
import type { EngineNode, Node } from "./node.ts";
import { present } from "./present.ts";
import { treeItem } from "./tree-item.ts";

export interface EnginesTreeOptions {
  readonly engines: Engines;
  readonly enabledFor: (node: Node) => readonly string[];
}

export class EnginesProvider implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #options: EnginesTreeOptions;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #tree: vscode.TreeView<string>;
  #nodes: ReadonlyMap<string, EngineNode> = new Map();
  #unsubscribe: (() => void) | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: EnginesTreeOptions) {
    this.#options = options;
    this.#tree = vscode.window.createTreeView("gantry.engines", { treeDataProvider: this });
    // For a socket in a folder that was not there to be watched.
    this.#tree.onDidChangeVisibility(({ visible }) => {
      if (visible && this.#unsubscribe) void options.engines.refresh();
    });
  }

  /** The node of an id as it is now, whether the view has been opened or not. */
  node(id: string): Node | null {
    return engineRows(this.#options.engines).find((it) => it.id === id) ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [];
    const { engines } = this.#options;
    await engines.ready();
    this.#unsubscribe ??= engines.onDidChange((change) => {
      if (change.kind === "all") this.#changed.fire(undefined);
    });
    this.#nodes = new Map(engineRows(engines).map((it) => [it.id, it]));
    return [...this.#nodes.keys()];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const node = this.#nodes.get(id);
    return node ? treeItem(node, present(node), this.#options.enabledFor(node)) : new vscode.TreeItem("");
  }

  getParent(): null {
    return null;
  }

  dispose(): void {
    this.#unsubscribe?.();
    this.#tree.dispose();
    this.#changed.dispose();
  }
}
