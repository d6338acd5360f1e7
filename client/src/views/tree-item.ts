/** VS Code's item for a node. */
import * as vscode from "vscode";
import type { Node } from "./node.ts";
import type { Row } from "./row.ts";

const OBJECTS: ReadonlySet<string> = new Set(["container", "image", "volume", "network"]);

export function treeItem(node: Node, row: Row, enabled: readonly string[]): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, collapsible(row));
  item.id = node.id;
  item.description = row.description;
  // Of an object it is asked for when it is wanted.
  if (!OBJECTS.has(node.kind)) item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined);
  item.contextValue = `;${[node.kind, ...enabled].join(";")};`;
  item.accessibilityInformation = { label: row.spoken };
  if (row.command) item.command = { command: row.command, title: row.label, arguments: [row.target ?? node.id] };
  return item;
}

const collapsible = ({ expanded }: Row): vscode.TreeItemCollapsibleState => {
  if (expanded === null) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
};
