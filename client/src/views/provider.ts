/** The tree of one view. The elements that VS Code holds are node ids, so that they outlive every change of state. */
import * as vscode from "vscode";
import { settled } from "../engine/connected.ts";
import type { EngineStore, StoreChange } from "../engine/store.ts";
import { children } from "./children.ts";
import type { Node, View } from "./node.ts";
import { present } from "./present.ts";

const KIND_OF_VIEW = { containers: "container", images: "image", volumes: "volume", networks: "network" } as const;

export class TreeProvider implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #view: View;
  readonly #store: () => EngineStore;
  readonly #enabledFor: (node: Node) => readonly string[];
  readonly #changed = new vscode.EventEmitter<string[] | undefined>();
  #nodes = new Map<string, Node>();
  #unsubscribe: (() => void) | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  /** `store` is asked for when the view is first shown: an unopened view connects to nothing. */
  constructor(view: View, store: () => EngineStore, enabledFor: (node: Node) => readonly string[]) {
    this.#view = view;
    this.#store = store;
    this.#enabledFor = enabledFor;
  }

  /** The node behind an element, or null when it is not in this view (any more). */
  node(id: string): Node | null {
    return this.#nodes.get(id) ?? null;
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return [];
    const store = this.#store();
    this.#unsubscribe ??= store.onDidChange((change) => this.#refresh(change));
    await settled(store); // Meanwhile the view shows its progress bar instead of a row that flickers.
    return this.#list(store);
  }

  getTreeItem(id: string): vscode.TreeItem {
    const node = this.#nodes.get(id);
    if (!node) return new vscode.TreeItem(""); // Gone between the listing and this call; the next listing drops it.
    const row = present(node);
    const item = new vscode.TreeItem(row.label);
    item.id = id;
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.iconPath = new vscode.ThemeIcon(
      row.icon.id,
      row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined,
    );
    item.contextValue = `;${[node.kind, ...this.#enabledFor(node)].join(";")};`;
    item.accessibilityInformation = { label: row.spoken };
    if (row.command) item.command = { command: row.command, title: row.label };
    return item;
  }

  dispose(): void {
    this.#unsubscribe?.();
    this.#changed.dispose();
  }

  #list(store: EngineStore): string[] {
    const nodes = children(this.#view, store);
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    return [...this.#nodes.keys()];
  }

  #refresh(change: StoreChange): void {
    if (change.kind === "all") {
      this.#changed.fire(undefined);
      return;
    }
    if (change.kind !== KIND_OF_VIEW[this.#view]) return;
    const before = this.#nodes;
    const rows = this.#list(this.#store());
    const sameRows = rows.length === before.size && [...before.keys()].every((id, i) => id === rows[i]);
    if (!sameRows) {
      this.#changed.fire(undefined);
      return;
    }
    const changed = rows.filter((id) => subject(before.get(id)) !== subject(this.#nodes.get(id)));
    if (changed.length > 0) this.#changed.fire(changed);
  }
}

/** The record that a row shows; the store replaces it when the object changes. */
function subject(node: Node | undefined): unknown {
  switch (node?.kind) {
    case "container":
      return node.container;
    case "image":
      return node.image;
    case "volume":
      return node.volume;
    case "network":
      return node.network;
    default:
      return node?.kind;
  }
}
