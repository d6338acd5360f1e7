/** From an address to the files behind it: which engine, which container, and through what a volume is reached. */
import { Readable } from "node:stream";
import * as l10n from "@vscode/l10n";
import type { Container } from "../engine/api/containers.ts";
import { connectedEngine } from "../engine/connected.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { EngineStore } from "../engine/store.ts";
import type { ListedFile } from "../views/details.ts";
import type { FileRoot } from "../views/node.ts";
import { ContainerFiles, type IndexCache } from "./container-files.ts";
import { engineKey, type FileLocation } from "./location.ts";

export interface FileAccessOptions {
  readonly ready: () => Promise<void>;
  /** The stores of the engines that are connected. */
  readonly stores: () => readonly EngineStore[];
  /** Whether anything may be run in containers. */
  readonly mayRun: () => boolean;
}

/** A helper goes when nobody has looked at its volume for so long. */
const HELPER_MILLISECONDS = 60_000;
/** How many images are tried for one that has the wanted command. */
const MOST_IMAGES = 6;

export class FileAccess {
  readonly #options: FileAccessOptions;
  readonly #cache: IndexCache = new Map();
  readonly #helpers = new Map<string, { readonly close: () => Promise<void>; timer: NodeJS.Timeout }>();

  constructor(options: FileAccessOptions) {
    this.#options = options;
  }

  /** Throws EngineError. */
  async files(location: FileLocation): Promise<ContainerFiles> {
    await this.#options.ready();
    const store = this.#options.stores().find((it) => engineKey(it.id) === location.engineKey);
    if (!store) throw new EngineError("gone", l10n.t("its engine is not connected"));
    return this.#on(store, location.kind, location.name);
  }

  async list({ engine, kind, name }: FileRoot, path: string): Promise<readonly ListedFile[]> {
    return (await this.files({ kind, engineKey: engineKey(engine), name, path })).list(path);
  }

  /** Removes the helpers that are left. */
  async dispose(): Promise<void> {
    const helpers = [...this.#helpers.values()];
    this.#helpers.clear();
    for (const { timer } of helpers) clearTimeout(timer);
    await Promise.allSettled(helpers.map(({ close }) => close()));
  }

  async #on(store: EngineStore, kind: FileRoot["kind"], name: string): Promise<ContainerFiles> {
    const engine = await connectedEngine(store);
    const common = {
      engine,
      mayRun: this.#options.mayRun(),
      onVolume: (volume: string, command: readonly string[], paths: readonly string[]) =>
        onVolume(engine, store, volume, command, paths),
    };
    if (kind === "container") {
      const container = [...store.containers.values()].find((it) => it.name === name);
      if (!container) throw new EngineError("gone", l10n.t("there is no container '{0}'", name));
      return new ContainerFiles({ ...common, containerId: container.id, folder: "/", volume: null }, this.#cache);
    }
    const place = (await this.#user(engine, store, name)) ?? (await this.#helper(engine, store, name));
    return new ContainerFiles({ ...common, ...place, volume: name }, this.#cache);
  }

  /** A container that mounts the volume shows it as well as a helper does; one that runs even lists it. */
  async #user(
    engine: Engine,
    store: EngineStore,
    volume: string,
  ): Promise<{ containerId: string; folder: string } | null> {
    const users = [...store.containers.values()].filter((it) => it.volumes.includes(volume));
    const best = users.find((it) => it.state === "running") ?? users[0];
    if (!best) return null;
    const { mounts } = await engine.containerDetails(best.id);
    const mount = mounts.find((it) => it.kind === "volume" && it.source === volume);
    return mount ? { containerId: best.id, folder: mount.destination } : null;
  }

  async #helper(engine: Engine, store: EngineStore, volume: string): Promise<{ containerId: string; folder: string }> {
    if (!store.volumes.has(volume)) throw new EngineError("gone", l10n.t("there is no volume '{0}'", volume));
    const key = `${store.id} ${volume}`;
    const place = await withImage(engine, store, (image) => engine.openVolume(volume, image));
    const close = () => engine.closeVolume(volume);
    clearTimeout(this.#helpers.get(key)?.timer);
    const timer = setTimeout(() => {
      this.#helpers.delete(key);
      close().catch(() => undefined); // The next one of the same name is used again.
    }, HELPER_MILLISECONDS);
    this.#helpers.set(key, { close, timer });
    return place;
  }
}

/** Any image serves a container that never runs; where there is none, an empty one does. */
async function withImage<T>(engine: Engine, store: EngineStore, use: (image: string) => Promise<T>): Promise<T> {
  const [smallest] = [...store.images.values()].sort((a, b) => a.size - b.size);
  return use(smallest?.id ?? (await engine.importImage(emptyTar())));
}

/** Two blocks of zeroes. */
const emptyTar = (): NodeJS.ReadableStream => Readable.from([Buffer.alloc(1024)]);

/** Looks for an image with the command: those that are made of small tools first, then those of the volume's users. */
async function onVolume(
  engine: Engine,
  store: EngineStore,
  volume: string,
  command: readonly string[],
  paths: readonly string[],
): Promise<void> {
  const users = [...store.containers.values()].filter((it: Container) => it.volumes.includes(volume));
  const known = [...store.images.values()].filter(({ tags }) => tags.some((it) => TOOLS.test(it)));
  const bySize = [...store.images.values()].sort((a, b) => a.size - b.size);
  const images = new Set([...known.map((it) => it.id), ...users.map((it) => it.imageId), ...bySize.map((it) => it.id)]);
  const inside = paths.map((it) => `${HELPER_MOUNT}${it}`);
  for (const image of [...images].slice(0, MOST_IMAGES)) {
    const exitCode = await engine.runOnVolume(volume, image, [...command, ...inside]);
    if (exitCode === 0) return;
    if (exitCode !== null && exitCode < 126)
      throw new EngineError("invalid", l10n.t("'{0}' ended with exit code {1}", command[0] ?? "", exitCode));
  }
  throw new EngineError(
    "conflict",
    l10n.t("no image of the engine has '{0}', and the engine itself cannot do it; pull busybox", command[0] ?? ""),
  );
}

const TOOLS = /(^|\/)(busybox|alpine|debian|ubuntu)(:|$)/;
const HELPER_MOUNT = "/volume";
