/** The tree of the builds of this workspace, the newest first. */
import * as vscode from "vscode";
import { type Builds, buildId } from "../build/builds.ts";
import { previousOf } from "../build/history.ts";
import type { BuildNode, Node } from "./node.ts";
import { present } from "./present.ts";
import { treeItem } from "./tree-item.ts";

export interface BuildsTreeOptions {
  readonly builds: Builds;
  readonly enabledFor: (node: Node) => readonly string[];
}

export class BuildsProvider implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #options: BuildsTreeOptions;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #tree: vscode.TreeView<string>;
  readonly #unsubscribe: () => void;
  #nodes: ReadonlyMap<string, BuildNode> = new Map();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: BuildsTreeOptions) {
    this.#options = options;
    this.#tree = vscode.window.createTreeView("gantry.builds", { treeDataProvider: this, canSelectMany: true });
    this.#unsubscribe = options.builds.onDidChange(() => this.#changed.fire(undefined));
  }

  node(id: string): Node | null {
    return this.#nodes.get(id) ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [];
    const history = await this.#options.builds.list();
    const nodes = history.map((build): BuildNode => {
      return { kind: "build", id: `build ${buildId(build)}`, build, previous: previousOf(history, build) };
    });
    this.#nodes = new Map(nodes.map((it) => [it.id, it]));
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
    this.#unsubscribe();
    this.#tree.dispose();
    this.#changed.dispose();
  }
}
