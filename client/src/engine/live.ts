/** The objects of one engine, kept right by its events: each change asks for the changed objects only. */
import { isDeepStrictEqual } from "node:util";
import { Announcer } from "./announcer.ts";
import type { Container, ContainerState } from "./api/containers.ts";
import type { Image } from "./api/images.ts";
import type { Network } from "./api/networks.ts";
import type { EngineEvent, ObjectKind } from "./api/system.ts";
import type { Volume } from "./api/volumes.ts";
import type { Engine } from "./engine.ts";
import { EngineError, isAway } from "./errors.ts";
import { type Fetched, Kindred } from "./kindred.ts";
import type { StoreChange } from "./store.ts";

/** After these the object is gone and there is nothing to ask. `remove` is Podman's `destroy`. */
const FINAL: { readonly [Kind in ObjectKind]: ReadonlySet<string> } = {
  container: new Set(["destroy", "remove"]),
  // Podman says `remove` or `delete` for an image that may have lost one of its names only.
  image: new Set(),
  volume: new Set(["destroy", "remove"]),
  network: new Set(["destroy", "remove"]),
};

/** Docker tells of these before its list shows them: asked at once, it would still answer the state before. */
const EARLY_STATES: Readonly<Record<string, ContainerState>> = { pause: "paused", unpause: "running" };

/** What these tell is shown at once; how long it runs, its ports and its exit code are asked for behind it. */
const TOLD_STATES: Readonly<Record<string, ContainerState>> = { start: "running", die: "exited" };

export class Live {
  readonly #announcer: Announcer;
  readonly #container: Kindred<Container>;
  readonly #image: Kindred<Image>;
  readonly #volume: Kindred<Volume>;
  readonly #network: Kindred<Network>;
  #session: { readonly engine: Engine; readonly signal: AbortSignal } | null = null;
  /** Events that came while the lists were under way. */
  #early: EngineEvent[] = [];

  /** `lost` is told of a connection that fails in the middle of an update. */
  constructor(announceInterval: number, announce: (change: StoreChange) => void, lost: (error: EngineError) => void) {
    this.#announcer = new Announcer(announceInterval, announce);
    const changed = (kind: ObjectKind) => (id: string, listChanged: boolean) =>
      this.#announcer.changed(kind, id, listChanged);
    this.#container = new Kindred<Container>({
      keyOf: (it) => it.id,
      nameOf: (it) => it.name,
      same: (before, now) => isDeepStrictEqual(timeless(before), timeless(now)),
      fetch: (ids) => this.#ask(async (engine, signal) => batch(ids, await engine.containersById(ids, signal))),
      changed: (id, listChanged) => {
        changed("container")(id, listChanged);
        this.#noticeImageOf(id);
      },
      lost,
    });
    this.#image = new Kindred<Image>({
      keyOf: (it) => it.id,
      nameOf: (it) => it.tags.join(" "),
      same: isDeepStrictEqual,
      fetch: (ids) => this.#ask((engine, signal) => each(ids, (id) => engine.image(id, signal))),
      changed: (id, listChanged) => {
        changed("image")(id, listChanged);
        this.#noticeMovedTags(id);
      },
      lost,
    });
    this.#volume = new Kindred<Volume>({
      keyOf: (it) => it.name,
      nameOf: (it) => it.name,
      same: isDeepStrictEqual,
      fetch: (names) => this.#ask((engine, signal) => each(names, (name) => engine.volume(name, signal))),
      changed: changed("volume"),
      lost,
    });
    this.#network = new Kindred<Network>({
      keyOf: (it) => it.id,
      nameOf: (it) => it.name,
      same: isDeepStrictEqual,
      fetch: (ids) => this.#ask((engine, signal) => each(ids, (id) => engine.network(id, signal))),
      changed: changed("network"),
      lost,
    });
  }

  get containers(): ReadonlyMap<string, Container> {
    return this.#container.objects;
  }
  get images(): ReadonlyMap<string, Image> {
    return this.#image.objects;
  }
  get volumes(): ReadonlyMap<string, Volume> {
    return this.#volume.objects;
  }
  get networks(): ReadonlyMap<string, Network> {
    return this.#network.objects;
  }

  /** Lists each kind once, then applies the events that came meanwhile. The caller subscribes to the events before. */
  async load(engine: Engine, signal: AbortSignal): Promise<void> {
    const [containers, images, volumes, networks] = await Promise.all([
      engine.containers(signal),
      engine.images(signal),
      engine.volumes(signal),
      engine.networks(signal),
    ]);
    signal.throwIfAborted();
    this.#container.replace(containers);
    this.#image.replace(images);
    this.#volume.replace(volumes);
    this.#network.replace(networks);
    this.#session = { engine, signal };
    const early = this.#early;
    this.#early = [];
    for (const event of early) this.take(event);
  }

  take(event: EngineEvent): void {
    if (this.#session === null) {
      this.#early.push(event);
      return;
    }
    const kindred = this.#of(event.kind);
    const state = event.kind === "container" ? EARLY_STATES[event.action] : undefined;
    if (FINAL[event.kind].has(event.action)) kindred.remove(event.id);
    else if (event.kind === "container" && /^(dis)?connect$/.test(event.action)) this.#container.refreshLater(event.id);
    else if (state) this.#container.patch(event.id, (it) => ({ ...it, state }));
    else {
      const told = event.kind === "container" ? TOLD_STATES[event.action] : undefined;
      if (told) this.#container.patch(event.id, (it) => (it.state === told ? it : { ...it, state: told }));
      kindred.refresh(event.id);
    }
  }

  /** The connection is over; the objects stay as they were last known. */
  stop(): void {
    this.#session = null;
    this.#early = [];
    this.#announcer.stop();
    for (const kindred of [this.#container, this.#image, this.#volume, this.#network]) kindred.stop();
  }

  #of(kind: ObjectKind): Pick<Kindred<unknown>, "refresh" | "remove"> {
    switch (kind) {
      case "container":
        return this.#container;
      case "image":
        return this.#image;
      case "volume":
        return this.#volume;
      case "network":
        return this.#network;
    }
  }

  async #ask<T>(question: (engine: Engine, signal: AbortSignal) => Promise<Fetched<T>>): Promise<Fetched<T>> {
    const session = this.#session;
    if (session === null) return new Map();
    const answer = await question(session.engine, session.signal);
    // What a connection answered that is over by now is not what the next one listed.
    return this.#session === session ? answer : new Map();
  }

  /** Docker 20.10 tells nothing of an image that BuildKit made; the first container of it does. */
  #noticeImageOf(containerId: string): void {
    const imageId = this.#container.objects.get(containerId)?.imageId;
    if (imageId && !this.#image.objects.has(imageId)) this.#image.refresh(imageId);
  }

  /** A tag that moves is taken from its last image without an event for that one. */
  #noticeMovedTags(imageId: string): void {
    const tags = this.#image.objects.get(imageId)?.tags ?? [];
    for (const other of this.#image.objects.values())
      if (other.id !== imageId && other.tags.some((tag) => tags.includes(tag))) this.#image.refresh(other.id);
  }
}

/** `Up 3 seconds` becomes `Up 4 seconds` by itself, which is no news. */
function timeless(it: Container): Container {
  return {
    ...it,
    startedAt: null,
    endedAt: null,
    status: it.status.replace(/[\w ]*(second|minute|hour|day|week|month|year)s?/g, ""),
  };
}

function batch(ids: readonly string[], found: readonly Container[]): Fetched<Container> {
  const byId = new Map(found.map((it) => [it.id, it]));
  return new Map(ids.map((id) => [id, byId.get(id) ?? null]));
}

/** What cannot be told of one object is left out, so that it stays as it was; a lost connection concerns all. */
async function each<T>(ids: readonly string[], fetch: (id: string) => Promise<T | null>): Promise<Fetched<T>> {
  const answers = await Promise.all(
    ids.map(async (id): Promise<[string, T | null] | null> => {
      try {
        return [id, await fetch(id)];
      } catch (error) {
        if (error instanceof EngineError && !isAway(error.reason)) return null;
        throw error;
      }
    }),
  );
  return new Map(answers.filter((it) => it !== null));
}
