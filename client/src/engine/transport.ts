/** Requests to the engine, over dockerode's connection: plain answers, streams, and hijacked conversations. */
import type { ClientRequest, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Ping, watchAnswers, whileAnswering } from "./answering.ts";
import { EngineError } from "./errors.ts";
import { asEngineError } from "./translate.ts";

/** The part of docker-modem that is used here. */
export interface Modem {
  dial(options: DialOptions, callback: (error: Error | null, result: unknown) => void): void;
}

interface DialOptions {
  readonly path: string;
  readonly method: string;
  readonly options: { readonly _query: object; readonly _body: object };
  readonly file?: NodeJS.ReadableStream;
  readonly abortSignal?: AbortSignal;
  readonly authconfig?: RegistryAuth;
  readonly registryconfig?: { readonly base64: string };
  readonly isStream: true;
  readonly hijack?: boolean;
  readonly openStdin?: boolean;
  readonly allowEmpty?: boolean;
  readonly statusCodes: Readonly<Record<number, true>>;
}

/** Sent to the engine as the header X-Registry-Auth, for it to show to a registry. */
export type RegistryAuth = Readonly<
  Partial<Record<"username" | "password" | "identitytoken" | "serveraddress", string>>
>;

export interface EngineRequest {
  /** Objects are sent as JSON. */
  readonly query?: Readonly<Record<string, string | number | boolean | object>>;
  readonly body?: object;
  /** A tar as the body. Each piece is asked for when the one before has left, so that they may share their memory. */
  readonly upload?: AsyncIterable<Uint8Array | string>;
  readonly signal?: AbortSignal | undefined;
  readonly registryAuth?: RegistryAuth;
  /** Sent as the header X-Registry-Config: the logins of several registries. */
  readonly registryAuths?: Readonly<Record<string, RegistryAuth>>;
}

interface Answer {
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE";

// 304: the object is in the wanted state already, which is success.
const SUCCESS: Readonly<Record<number, true>> = { 101: true, 200: true, 201: true, 204: true, 304: true };

export class Transport {
  readonly #modem: Modem;
  readonly #ping: Ping = (signal) => this.ping(signal);

  constructor(modem: Modem) {
    this.#modem = modem;
  }

  /** Whether the engine answers, with its headers: as long as that takes. */
  async ping(signal?: AbortSignal): Promise<IncomingMessage["headers"]> {
    return (await this.#exchange("GET", "/_ping", { signal })).headers;
  }

  /**
   * The answer's body as JSON, as text when it is no JSON, null when it is empty. Throws EngineError, also when the
   * engine hangs.
   */
  async request(method: Method, path: string, request: EngineRequest = {}): Promise<unknown> {
    return (await this.exchange(method, path, request)).body;
  }

  exchange(method: Method, path: string, request: EngineRequest = {}): Promise<Answer> {
    return whileAnswering(this.#ping, request.signal, (signal) => this.#exchange(method, path, { ...request, signal }));
  }

  /** The answer as it comes, for as long as the engine does not hang. */
  async download(path: string, request: EngineRequest = {}): Promise<IncomingMessage> {
    const watch = watchAnswers(this.#ping, request.signal);
    try {
      const response = await this.stream("GET", path, { ...request, signal: watch.signal });
      const silent = (): void => void response.destroy(asEngineError(watch.signal.reason));
      watch.signal.addEventListener("abort", silent, { once: true });
      response.once("close", () => {
        watch.signal.removeEventListener("abort", silent);
        watch.end();
      });
      return response;
    } catch (error) {
      watch.end();
      throw error;
    }
  }

  async #exchange(method: Method, path: string, request: EngineRequest): Promise<Answer> {
    const response = await this.stream(method, path, request);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of response) chunks.push(chunk);
    } catch (error) {
      request.signal?.throwIfAborted();
      throw asEngineError(error);
    }
    return { headers: response.headers, body: bodyOf(response, Buffer.concat(chunks).toString()) };
  }

  /**
   * The answer as it comes; reading it slowly slows the engine down. It waits for as long as it takes. What it fails with
   * is an EngineError.
   */
  async stream(method: Method, path: string, request: EngineRequest = {}): Promise<IncomingMessage> {
    const response = (await this.#dial(method, path, request, false)) as IncomingMessage; // What docker-modem answers for isStream.
    const destroy = response.destroy.bind(response);
    // Through it Node tells of a connection that broke off, to whoever reads at that moment.
    response.destroy = (error) =>
      destroy(error === undefined || error.name === "AbortError" ? error : asEngineError(error));
    return response;
  }

  /** The raw connection, for a conversation in both directions. */
  async hijack(path: string, request: EngineRequest = {}): Promise<Duplex> {
    // The connection outlives the watch over its opening.
    const connection = (await whileAnswering(this.#ping, request.signal, (signal) =>
      this.#dial("POST", path, { ...request, signal }, true),
    )) as Duplex; // A socket, or docker-modem's HttpDuplex.
    // An HttpDuplex (an engine or proxy that answers 200 instead of 101) does not tell that the connection broke off.
    if (!(connection instanceof Socket))
      (connection as Duplex & { req?: Duplex }).req?.once("close", () => connection.push(null));
    return connection;
  }

  async #dial(method: Method, path: string, request: EngineRequest, hijack: boolean): Promise<unknown> {
    const { query = {}, body = {}, upload, signal, registryAuth, registryAuths } = request;
    signal?.throwIfAborted();
    try {
      return await new Promise((resolve, reject) => {
        this.#modem.dial(
          {
            method,
            path: `${path}?`,
            // With a body of its own, docker-modem does not make one of the query.
            options: { _query: query, _body: body },
            ...(upload && { file: asFile(upload) }),
            ...(signal && { abortSignal: signal }),
            ...(registryAuth && { authconfig: registryAuth }),
            ...(registryAuths && { registryconfig: { base64: encoded(registryAuths) } }),
            // An empty body is sent as `{}`: with none at all, Node would hold back even the headers.
            ...(hijack && { hijack, openStdin: true, allowEmpty: true }),
            // Without it docker-modem waits for ever when the connection breaks off inside the body.
            isStream: true,
            statusCodes: SUCCESS,
          },
          (error, result) => (error ? reject(error) : resolve(result)),
        );
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw asEngineError(error);
    }
  }
}

/** docker-modem listens to it for errors, which destroy the request here, and pipes it. */
const asFile = (upload: AsyncIterable<Uint8Array | string>): NodeJS.ReadableStream =>
  ({
    on: () => undefined,
    pipe: (request: ClientRequest) => void send(upload, request),
  }) as unknown as NodeJS.ReadableStream;

/** Never rejects: what goes wrong is the request's error. */
async function send(upload: AsyncIterable<Uint8Array | string>, request: ClientRequest): Promise<void> {
  // An engine that has answered reads no more of it.
  request.once("response", (answer) => answer.once("close", () => request.writableEnded || request.destroy()));
  try {
    for await (const piece of upload) {
      await sent(piece, request);
      if (request.destroyed) return;
    }
    request.end();
  } catch (error) {
    request.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** When it has left, or never will. */
function sent(piece: Uint8Array | string, request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once("close", resolve);
    request.write(piece, () => {
      request.off("close", resolve);
      resolve();
    });
  });
}

/** The engine reads the alphabet for URLs only, where docker-modem would write the usual one. */
const encoded = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString("base64").replaceAll("+", "-").replaceAll("/", "_");

function bodyOf({ headers }: IncomingMessage, text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    // Half a list must not be taken for an empty one.
    if (headers["content-type"]?.startsWith("application/json"))
      throw new EngineError("lost", "the engine's answer is damaged", error);
    return text; // `OK`, the answer to a ping
  }
}
