/** The Engine over the Docker Engine API, as Docker and Podman speak it. */
import type { IncomingMessage } from "node:http";
import { buildImage } from "./build-stream.ts";
import { demultiplex, undivided } from "./demultiplex.ts";
import type {
  BuildEvent,
  BuildRequest,
  Container,
  Engine,
  EngineEvent,
  EngineInfo,
  ExecRequest,
  Image,
  ImageLayer,
  LogRequest,
  Network,
  NetworkRequest,
  ObjectKind,
  OutputChunk,
  RunRequest,
  Session,
  TerminalSize,
  TransferEvent,
  TransferRequest,
  Unused,
  Volume,
} from "./engine.ts";
import { EngineError } from "./errors.ts";
import { jsonTexts } from "./json-stream.ts";
import * as normalise from "./normalise.ts";
import { OwnEvents } from "./own-events.ts";
import { attachSession, execSession, probeCommand } from "./processes.ts";
import { pullImage, pushImage } from "./transfer.ts";
import { asEngineError } from "./translate.ts";
import type { Transport } from "./transport.ts";
import { unusedNetwork, unusedOf } from "./unused.ts";

export class DockerEngine implements Engine {
  readonly address: string;
  readonly #transport: Transport;
  readonly #ping: IncomingMessage["headers"];
  /** Podman tells nothing of networks that are created and removed. */
  readonly #ownEvents = new OwnEvents();
  /** Terminals that are attached to a container which does not run yet: their size is set once it does. */
  readonly #waitingTerminals = new Map<string, Set<() => void>>();

  constructor(address: string, transport: Transport, ping: IncomingMessage["headers"]) {
    this.address = address;
    this.#transport = transport;
    this.#ping = ping;
  }

  async info(signal?: AbortSignal): Promise<EngineInfo> {
    return normalise.engineInfo(await this.#transport.request("GET", "/version", { signal }), this.#ping);
  }

  async ping(signal?: AbortSignal): Promise<void> {
    await this.#transport.request("GET", "/_ping", { signal });
  }

  async containers(signal?: AbortSignal): Promise<Container[]> {
    return some(
      await this.#transport.request("GET", "/containers/json", { query: { all: 1 }, signal }),
      normalise.container,
    );
  }

  async images(signal?: AbortSignal): Promise<Image[]> {
    return some(await this.#transport.request("GET", "/images/json", { signal }), normalise.image);
  }

  async volumes(signal?: AbortSignal): Promise<Volume[]> {
    const answer = (await this.#transport.request("GET", "/volumes", { signal })) as { Volumes?: unknown } | null;
    return some(answer?.Volumes, normalise.volume);
  }

  async networks(signal?: AbortSignal): Promise<Network[]> {
    return some(await this.#transport.request("GET", "/networks", { signal }), normalise.network);
  }

  async container(id: string, signal?: AbortSignal): Promise<Container | null> {
    return (await this.containersById([id], signal))[0] ?? null;
  }

  async containersById(ids: readonly string[], signal?: AbortSignal): Promise<Container[]> {
    const query = { all: 1, filters: { id: ids } };
    const found = some(
      await this.#transport.request("GET", "/containers/json", { query, signal }),
      normalise.container,
    );
    // The engine's filter matches by prefix, and Podman's filters have matched more than they were asked for.
    return found.filter((it) => ids.includes(it.id));
  }

  async image(id: string, signal?: AbortSignal): Promise<Image | null> {
    const path = `/images/${encodeReference(id)}/json`;
    const found = await orNull(this.#transport.request("GET", path, { signal }));
    const image = normalise.image(found);
    if (image === null || image.tags.length > 0) return image;
    // Without a tag it may be a layer of other images, which the list does not show.
    const query = { filters: { dangling: ["true"] } };
    const dangling = some(await this.#transport.request("GET", "/images/json", { query, signal }), normalise.image);
    return dangling.find((it) => it.id === image.id) ?? null;
  }

  async history(image: string, signal?: AbortSignal): Promise<ImageLayer[]> {
    const path = `/images/${encodeReference(image)}/history`;
    return some(await this.#transport.request("GET", path, { signal }), normalise.imageLayer);
  }

  async volume(name: string, signal?: AbortSignal): Promise<Volume | null> {
    const path = `/volumes/${encodeURIComponent(name)}`;
    return normalise.volume(await orNull(this.#transport.request("GET", path, { signal })));
  }

  async network(id: string, signal?: AbortSignal): Promise<Network | null> {
    const path = `/networks/${encodeURIComponent(id)}`;
    return normalise.network(await orNull(this.#transport.request("GET", path, { signal })));
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    // Docker answers before it has subscribed: the engine's own clock, a second back, closes that gap.
    const { headers } = await this.#transport.exchange("GET", "/_ping", { signal });
    const now = Date.parse(headers.date ?? "");
    const query = Number.isNaN(now) ? {} : { since: Math.floor(now / 1000) };
    const response = this.#transport.stream("GET", "/events", { query, signal });
    response.catch(() => undefined); // Who reads the events is told.
    // Podman sends not even the headers before its first event; what happened until then, `since` brings.
    if (this.#isPodman) return this.#ownEvents.among(readEvents(response, signal));
    await response;
    return readEvents(response, signal);
  }

  get #isPodman(): boolean {
    return this.#ping["libpod-api-version"] !== undefined;
  }

  async start(id: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/start`);
    for (const resize of this.#waitingTerminals.get(id) ?? []) resize();
    this.#waitingTerminals.delete(id);
  }

  async stop(id: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/stop`);
  }

  async restart(id: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/restart`);
  }

  async pause(id: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/pause`);
  }

  async unpause(id: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/unpause`);
  }

  async kill(id: string, signal: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/kill`, { query: { signal } });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#transport.request("POST", `/containers/${encodeURIComponent(id)}/rename`, { query: { name } });
  }

  async tag(reference: string, name: string): Promise<void> {
    // The last colon parts the tag, unless it belongs to a registry's port.
    const [, repo, tag] = /^(.*?)(?::([^:/]*))?$/.exec(name) ?? [];
    const query = { repo: repo ?? name, tag: tag || "latest" };
    await this.#transport.request("POST", `/images/${encodeReference(reference)}/tag`, { query });
  }

  async createVolume(name: string): Promise<void> {
    await this.#transport.request("POST", "/volumes/create", { body: { Name: name } });
  }

  async createNetwork({ name, driver, internal }: NetworkRequest): Promise<void> {
    // Else Docker makes a second one of the same name.
    const body = { Name: name, CheckDuplicate: true, ...(driver && { Driver: driver }), Internal: internal ?? false };
    const answer = (await this.#transport.request("POST", "/networks/create", { body })) as { Id?: string } | null;
    if (answer?.Id) this.#ownEvents.tell({ kind: "network", action: "create", id: answer.Id, timeNano: "0" });
  }

  async inspect(kind: ObjectKind, id: string): Promise<unknown> {
    return this.#transport.request("GET", inspectPath(kind, id));
  }

  async unused(kind: ObjectKind, signal?: AbortSignal): Promise<Unused[]> {
    if (kind === "network") {
      const query = { filters: { dangling: ["true"] } };
      return some(await this.#transport.request("GET", "/networks", { query, signal }), unusedNetwork);
    }
    const unused = unusedOf(kind, await this.#transport.request("GET", "/system/df", { signal }));
    if (kind !== "image") return unused;
    // Podman measures the layers of other images too, which it then does not remove.
    const query = { filters: { dangling: ["true"] } };
    const dangling = some(await this.#transport.request("GET", "/images/json", { query, signal }), normalise.image);
    return unused.filter((it) => dangling.some(({ id }) => id === it.id));
  }

  async remove(id: string, { force, volumes }: { readonly force: boolean; readonly volumes: boolean }): Promise<void> {
    try {
      const query = { force, v: volumes };
      await this.#transport.request("DELETE", `/containers/${encodeURIComponent(id)}`, { query });
    } catch (error) {
      // Two clicks: the first one's removal is what the second one wants.
      if (error instanceof EngineError && /removal of container .* is already in progress/.test(error.message)) return;
      throw error;
    }
  }

  async removeImage(reference: string, { force }: { readonly force: boolean }): Promise<void> {
    await this.#transport.request("DELETE", `/images/${encodeReference(reference)}`, { query: { force } });
  }

  async removeVolume(name: string, { force }: { readonly force: boolean }): Promise<void> {
    await this.#transport.request("DELETE", `/volumes/${encodeURIComponent(name)}`, { query: { force } });
  }

  async removeNetwork(id: string): Promise<void> {
    await this.#transport.request("DELETE", `/networks/${encodeURIComponent(id)}`);
    this.#ownEvents.tell({ kind: "network", action: "remove", id, timeNano: "0" });
  }

  async logs(id: string, request: LogRequest, signal: AbortSignal): Promise<AsyncIterable<OutputChunk>> {
    const { tty } = await this.#inspect(id, signal);
    const query = {
      stdout: 1,
      stderr: 1,
      follow: request.follow ? 1 : 0,
      timestamps: request.timestamps ? 1 : 0,
      tail: request.tail ?? "all",
    };
    const response = await this.#transport.stream("GET", `/containers/${encodeURIComponent(id)}/logs`, {
      query,
      signal,
    });
    return this.#readLogs(id, response, tty, request.follow, signal);
  }

  exec(id: string, request: ExecRequest): Promise<Session> {
    return execSession(this.#transport, id, request);
  }

  probe(
    id: string,
    command: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ exitCode: number | null; stdout: string }> {
    return probeCommand(this.#transport, id, command, signal);
  }

  async create(request: RunRequest): Promise<string> {
    const body = {
      Image: request.image,
      ...(request.command && { Cmd: request.command }),
      ...(request.entrypoint && { Entrypoint: request.entrypoint }),
      Tty: request.interactive,
      OpenStdin: request.interactive,
      HostConfig: { AutoRemove: request.autoRemove ?? false, PublishAllPorts: request.publishAll ?? false },
    };
    const query = request.name === undefined ? {} : { name: request.name };
    const answer = (await this.#transport.request("POST", "/containers/create", { query, body })) as { Id?: string };
    if (typeof answer?.Id !== "string") throw new EngineError("unknown", "the engine did not name the new container");
    return answer.Id;
  }

  async attach(id: string, size?: TerminalSize): Promise<Session> {
    const container = await this.#inspect(id);
    return attachSession(this.#transport, container, size ?? null, (resize) => {
      const waiting = this.#waitingTerminals.get(container.id) ?? new Set();
      this.#waitingTerminals.set(container.id, waiting.add(resize));
      if (id !== container.id) this.#waitingTerminals.set(id, waiting);
    });
  }

  pull(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent> {
    return pullImage(this.#transport, request, signal);
  }

  push(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent> {
    return pushImage(this.#transport, request, signal);
  }

  async *build(request: BuildRequest, signal: AbortSignal): AsyncGenerator<BuildEvent, void> {
    const { buildkit } = await this.info(signal);
    yield* buildImage(this.#transport, request, buildkit, signal);
  }

  async #inspect(id: string, signal?: AbortSignal): Promise<Inspected> {
    const path = `/containers/${encodeURIComponent(id)}/json`;
    const raw = (await this.#transport.request("GET", path, { signal })) as RawInspect | null;
    return { id: raw?.Id ?? id, tty: raw?.Config?.Tty === true, isRunning: raw?.State?.Running === true };
  }

  async *#readLogs(
    id: string,
    response: IncomingMessage,
    tty: boolean,
    follow: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<OutputChunk, void> {
    try {
      yield* tty ? undivided(response) : demultiplex(response);
      // An engine that shuts down ends the logs as cleanly as a container that stops.
      if (follow && !signal.aborted) await orNull(this.#inspect(id, signal));
    } catch (error) {
      if (signal.aborted) return;
      const failure = asEngineError(error);
      throw isAway(failure) ? new EngineError("lost", failure.message, failure) : failure;
    } finally {
      response.destroy();
    }
  }
}

export interface Inspected {
  readonly id: string;
  readonly tty: boolean;
  readonly isRunning: boolean;
}

interface RawInspect {
  readonly Id?: string;
  readonly Config?: { readonly Tty?: boolean };
  readonly State?: { readonly Running?: boolean };
}

const isAway = ({ reason }: EngineError): boolean => reason === "missing" || reason === "stopped";

async function* readEvents(answer: Promise<IncomingMessage>, signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
  let response: IncomingMessage | null = null;
  try {
    response = await answer;
    for await (const line of jsonTexts(response)) {
      const event = normalise.event(JSON.parse(line), line);
      if (event !== null) yield event;
    }
  } catch (error) {
    if (signal.aborted) return;
    // A line that is cut short is no JSON.
    throw error instanceof SyntaxError ? new EngineError("lost", error.message, error) : asEngineError(error);
  } finally {
    response?.destroy();
  }
  if (!signal.aborted) throw new EngineError("lost", "the engine ended the stream of events");
}

function some<T>(list: unknown, normaliseOne: (raw: unknown) => T | null): T[] {
  return Array.isArray(list) ? list.map((it) => normaliseOne(it)).filter((it) => it !== null) : [];
}

/** Null where the engine says that there is no such thing. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EngineError && error.reason === "gone") return null;
    throw error;
  }
}

function inspectPath(kind: ObjectKind, id: string): string {
  switch (kind) {
    case "container":
      return `/containers/${encodeURIComponent(id)}/json`;
    case "image":
      return `/images/${encodeReference(id)}/json`;
    case "volume":
      return `/volumes/${encodeURIComponent(id)}`;
    case "network":
      return `/networks/${encodeURIComponent(id)}`;
  }
}

/** The slashes of a reference belong to the path: the engine does not decode them. */
const encodeReference = (reference: string): string => reference.split("/").map(encodeURIComponent).join("/");
