/** What each layer of an image adds, changes and removes, and what of it later layers waste. */
import type { LayerEntry, SavedLayer } from "./saved-image.ts";

export interface FileChange {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  /** Bytes: of what is there now; of a removed path, what it had before. */
  readonly size: number;
}

export interface LayerReport {
  readonly instruction: string;
  /** Bytes of its files. */
  readonly size: number;
  /** Of the image, 0 to 1. */
  readonly share: number;
  /** The largest first. */
  readonly files: readonly FileChange[];
  /** Bytes of this layer that a later one overwrites or removes. */
  readonly wasted: number;
}

export interface WastedPath {
  readonly path: string;
  readonly size: number;
  /** In how many layers it is stored without being in the image in the end. */
  readonly times: number;
}

export interface ImageReport {
  readonly size: number;
  readonly wasted: number;
  readonly layers: readonly LayerReport[];
  /** The largest first. */
  readonly wastedPaths: readonly WastedPath[];
}

interface Node {
  readonly children: Map<string, Node>;
  /** Null for a folder. */
  file: { readonly layer: number; readonly size: number } | null;
}

export function analyse(layers: readonly SavedLayer[]): ImageReport {
  const root: Node = { children: new Map(), file: null };
  const wasted = layers.map(() => 0);
  const wastedPaths = new Map<string, { size: number; times: number }>();
  const waste = (path: string, { layer, size }: { layer: number; size: number }): void => {
    if (size === 0) return;
    wasted[layer] = (wasted[layer] ?? 0) + size;
    const before = wastedPaths.get(path) ?? { size: 0, times: 0 };
    wastedPaths.set(path, { size: before.size + size, times: before.times + 1 });
  };
  const changes = layers.map(({ entries }, layer) => {
    const files: FileChange[] = [];
    const removed = (path: string, node: Node): void => {
      const size = drop(path, node, waste);
      files.push({ path, change: "removed", size });
    };
    // What a layer empties and removes was there before it; what it brings comes after.
    for (const { kind, path } of entries) {
      if (kind === "emptied") {
        const folder = nodeAt(root, path);
        for (const [name, child] of folder?.children ?? []) removed(`${path}/${name}`, child);
        folder?.children.clear();
      } else if (kind === "removed") {
        const { parent, name } = placeOf(root, path);
        const node = parent?.children.get(name);
        if (!parent || !node) continue;
        removed(path, node);
        parent.children.delete(name);
      }
    }
    for (const entry of entries) {
      const change = put(root, entry, layer, waste);
      if (change) files.push(change);
    }
    return files.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  });
  const sizes = layers.map(({ entries }) => entries.reduce((sum, it) => sum + it.size, 0));
  const size = sizes.reduce((sum, it) => sum + it, 0);
  return {
    size,
    wasted: wasted.reduce((sum, it) => sum + it, 0),
    layers: layers.map(({ createdBy }, i) => ({
      instruction: instructionOf(createdBy),
      size: sizes[i] ?? 0,
      share: size === 0 ? 0 : (sizes[i] ?? 0) / size,
      files: changes[i] ?? [],
      wasted: wasted[i] ?? 0,
    })),
    wastedPaths: [...wastedPaths].map(([path, it]) => ({ path, ...it })).sort((a, b) => b.size - a.size),
  };
}

type Waste = (path: string, file: { layer: number; size: number }) => void;

function put(root: Node, { kind, path, size }: LayerEntry, layer: number, waste: Waste): FileChange | null {
  if (kind === "removed" || kind === "emptied") return null;
  const node = makeNode(root, path);
  if (kind === "folder") {
    if (node.file) waste(path, node.file);
    node.file = null;
    return null;
  }
  const before = node.file;
  const replaced = before !== null || node.children.size > 0;
  drop(path, node, waste);
  node.children.clear();
  node.file = { layer, size };
  return { path, change: replaced ? "changed" : "added", size };
}

/** Counts all in it as wasted; answers its size. Deep trees need no stack. */
function drop(path: string, node: Node, waste: Waste): number {
  let size = 0;
  const rest: [string, Node][] = [[path, node]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [at, { file, children }] = next;
    if (file) {
      waste(at, file);
      size += file.size;
    }
    for (const [name, child] of children) rest.push([`${at}/${name}`, child]);
  }
  return size;
}

function nodeAt(root: Node, path: string): Node | null {
  let node: Node | undefined = root;
  for (const name of path.split("/")) if (name !== "") node = node?.children.get(name);
  return node ?? null;
}

function placeOf(root: Node, path: string): { parent: Node | null; name: string } {
  const slash = path.lastIndexOf("/");
  return { parent: slash < 0 ? root : nodeAt(root, path.slice(0, slash)), name: path.slice(slash + 1) };
}

function makeNode(root: Node, path: string): Node {
  let node = root;
  for (const name of path.split("/")) {
    const child: Node = node.children.get(name) ?? { children: new Map(), file: null };
    node.children.set(name, child);
    node = child;
  }
  return node;
}

/** As people write it: without the shell that runs it and the builder's own marks. */
export function instructionOf(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c /, "RUN ")
    .replace(/\s*# buildkit$/, "")
    .trim();
}
