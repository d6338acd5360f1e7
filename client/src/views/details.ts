/** What is found below an object when somebody looks: asked for then, and only then. */

import type { Container } from "../engine/api/containers.ts";
import type { ContainerDetails, Processes } from "../engine/api/details.ts";
import type { FileEntry } from "../engine/api/files.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineStore } from "../engine/store.ts";
import { explainFailure } from "../ui/explain.ts";
import { stateName } from "../ui/state-name.ts";
import { isRunning } from "./children.ts";
import { compareNames } from "./compare-names.ts";
import type {
  ContainerNode,
  FileNode,
  FileRoot,
  ImageNode,
  NetworkNode,
  Node,
  ObjectNode,
  SectionNode,
  VolumeNode,
} from "./node.ts";
import { detailTexts } from "./present-details.ts";
import { VolumeSizes } from "./volume-sizes.ts";
import { bareId } from "./workspace.ts";

export interface DetailSources {
  /** Throws EngineError. */
  readonly engine: (id: string) => Promise<Engine>;
  readonly store: (id: string) => Pick<EngineStore, "containers">;
  /** What is in a folder; whether a link leads to a folder. Throws EngineError. */
  readonly list: (root: FileRoot, path: string) => Promise<readonly ListedFile[]>;
}

export interface ListedFile {
  readonly entry: FileEntry;
  readonly isFolder: boolean;
}

/** Rows with more behind them than was shown at once. */
const MOST_FILES = 2000;

/** Milliseconds for which the other rows of a volume wait for its size. */
const LONGEST_MEASURING = 1500;

export class Details {
  readonly #sources: DetailSources;
  /** The containers and variables whose values are shown. */
  readonly #revealed = new Set<string>();
  readonly #sizes: VolumeSizes;

  constructor(sources: DetailSources) {
    this.#sources = sources;
    this.#sizes = new VolumeSizes(sources.engine);
  }

  /** Shows or hides the value of a variable. */
  toggle(id: string): void {
    if (!this.#revealed.delete(id)) this.#revealed.add(id);
  }

  /** Bytes, or null where the engine does not tell; measured when it is asked for. Throws EngineError. */
  sizeOf({ engine, volume }: VolumeNode): Promise<number | null> {
    return this.#sizes.of(engine, volume.name);
  }

  /** Never throws: what cannot be told is a row that says why. */
  async children(node: Node): Promise<Node[]> {
    try {
      switch (node.kind) {
        case "container":
          return await this.#ofContainer(node);
        case "image":
          return await this.#ofImage(node);
        case "volume":
          return await this.#ofVolume(node);
        case "network":
          return await this.#ofNetwork(node);
        case "section":
          return await this.#ofSection(node);
        case "file":
          return await this.#ofFolder(node);
        default:
          return [];
      }
    } catch (error) {
      return "engine" in node ? [note(node, explainFailure(detailTexts.failure(), error), true)] : [];
    }
  }

  async #ofContainer(node: ContainerNode): Promise<Node[]> {
    const { container } = node;
    const details = await this.#details(node);
    const sections = [
      section(node, "ports", container.ports.length),
      section(node, "mounts", details.mounts.length),
      section(node, "networks", details.memberships.length),
      section(node, "environment", details.environment.length),
      ...(container.state === "running" ? [section(node, "processes", null)] : []),
    ];
    return [...sections.filter(({ count }) => count !== 0), files(node, "container", container.name)];
  }

  async #ofImage(node: ImageNode): Promise<Node[]> {
    const engine = await this.#sources.engine(node.engine);
    const layers = await engine.history(node.image.id);
    const sections = [
      // The only one is the row's own.
      section(node, "tags", node.image.tags.length > 1 ? node.image.tags.length : 0),
      section(node, "containers", node.users),
      section(node, "layers", layers.length),
    ];
    return sections.filter(({ count }) => count !== 0);
  }

  async #ofVolume(node: VolumeNode): Promise<Node[]> {
    const users = section(node, "containers", node.users);
    const size = await Promise.race([this.sizeOf(node).catch(() => null), pause(LONGEST_MEASURING)]);
    const sized = size === undefined ? detailTexts.measuring() : size === null ? "" : detailTexts.size(size);
    return [
      ...(sized === "" ? [] : [note(node, sized, false)]),
      ...(node.users > 0 ? [users] : []),
      files(node, "volume", node.volume.name),
    ];
  }

  async #ofNetwork(node: NetworkNode): Promise<Node[]> {
    const engine = await this.#sources.engine(node.engine);
    const { members, subnets } = await engine.networkDetails(node.network.id);
    const rows = members.map((it): Node => {
      const container = this.#sources.store(node.engine).containers.get(it.containerId);
      const address = [it.address, it.address6].filter(Boolean).join(", ");
      if (!container) return note(node, `${it.name} ${address}`, false);
      return below(node, container, address);
    });
    const ranges = subnets.map((it) => note(node, detailTexts.subnet(it.subnet, it.gateway), false));
    return rows.length + ranges.length > 0 ? [...ranges, ...rows] : [note(node, detailTexts.nothing(), false)];
  }

  async #ofSection(node: SectionNode): Promise<Node[]> {
    const { owner, engine } = node;
    const id = (name: string): string => `${node.id}/${name}`;
    switch (owner.kind) {
      case "container":
        return this.#ofContainerSection(node, owner);
      case "image":
        if (node.what === "tags")
          return owner.image.tags.map((tag) => ({ kind: "tag", id: id(tag), engine, tag }) as const);
        if (node.what === "containers") return this.#users(node, (it) => bareId(it.imageId) === bareId(owner.image.id));
        return (await (await this.#sources.engine(engine)).history(owner.image.id)).map(
          (layer, at) => ({ kind: "layer", id: id(String(at)), engine, layer }) as const,
        );
      case "volume":
        return this.#users(node, (it) => it.volumes.includes(owner.volume.name));
      case "network":
        return this.#users(node, (it) => it.networks.includes(owner.network.name));
    }
  }

  async #ofContainerSection(node: SectionNode, owner: ContainerNode): Promise<Node[]> {
    const { container } = owner;
    const { engine } = node;
    const id = (name: string): string => `${node.id}/${name}`;
    switch (node.what) {
      case "ports":
        return container.ports.map((port) => {
          const name = `${port.ip}:${port.publicPort}:${port.privatePort}/${port.protocol}`;
          return { kind: "port", id: id(name), engine, container, port } as const;
        });
      case "mounts":
        return (await this.#details(owner)).mounts.map(
          (mount) => ({ kind: "mount", id: id(mount.destination), engine, mount }) as const,
        );
      case "networks":
        return (await this.#details(owner)).memberships.map(
          (membership) => ({ kind: "membership", id: id(membership.network), engine, container, membership }) as const,
        );
      case "environment":
        return (await this.#details(owner)).environment.map(([name, value]) => {
          const isShown = this.#revealed.has(id(name));
          return { kind: "variable", id: id(name), engine, name, value, isShown } as const;
        });
      default:
        return processNodes(node, await (await this.#sources.engine(engine)).processes(container.id));
    }
  }

  async #ofFolder(node: FileNode): Promise<Node[]> {
    const { engine, root } = node;
    const listed = await this.#sources.list(root, node.path);
    const parent = node.path === "/" ? "" : node.path;
    const rows = listed.slice(0, MOST_FILES).map(({ entry, isFolder }): Node => {
      const path = `${parent}/${entry.name}`;
      return { kind: "file", id: `${node.id}/${entry.name}`, engine, root, path, entry, isFolder };
    });
    const rest = listed.length - rows.length;
    if (rest > 0) return [...rows, note(node, detailTexts.more(rest), false)];
    return rows.length > 0 ? rows : [note(node, detailTexts.emptyFolder(), false)];
  }

  #users(node: SectionNode, isUser: (container: Container) => boolean): Node[] {
    const all = [...this.#sources.store(node.engine).containers.values()];
    return all
      .filter(isUser)
      .sort((a, b) => compareNames(a.name, b.name))
      .map((it) => below(node, it, null));
  }

  async #details({ engine, container }: ContainerNode): Promise<ContainerDetails> {
    return (await this.#sources.engine(engine)).containerDetails(container.id);
  }
}

const pause = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));

const section = (owner: ObjectNode, what: SectionNode["what"], count: number | null): SectionNode => ({
  kind: "section",
  id: `${owner.id}/${what}`,
  engine: owner.engine,
  owner,
  what,
  count,
});

/** A container below something that it uses: with all its verbs, and without children of its own. */
const below = (node: Node & { readonly engine: string }, container: Container, note: string | null): ContainerNode => ({
  kind: "container",
  id: `${node.id}/${container.id}`,
  engine: node.engine,
  container,
  note: note ?? (isRunning(container) ? "" : stateName(container.state)),
});

const files = ({ id, engine }: ObjectNode, kind: FileRoot["kind"], name: string): FileNode => ({
  kind: "file",
  id: `${id}/files`,
  engine,
  root: { kind, engine, name },
  path: "/",
  entry: { name: "/", type: "folder", size: 0, mode: 0o755, modifiedAt: 0, target: null },
  isFolder: true,
});

/** Where files land that are dropped on a row; null where they cannot. */
export function folderOf(node: Node | null): FileNode | null {
  if (node?.kind === "container") return files(node, "container", node.container.name);
  if (node?.kind === "volume") return files(node, "volume", node.volume.name);
  return node?.kind === "file" && node.isFolder ? node : null;
}

const note = (node: Node & { readonly engine: string }, text: string, isFailure: boolean): Node => ({
  kind: "note",
  id: `${node.id}/note:${text}`,
  engine: node.engine,
  text,
  isFailure,
});

function processNodes(node: SectionNode, { titles, rows }: Processes): Node[] {
  return rows.map((row, at): Node => {
    const cells = Object.fromEntries(titles.map((title, column) => [title, row[column] ?? ""]));
    return { kind: "process", id: `${node.id}/${cells.PID ?? at}`, engine: node.engine, cells };
  });
}
