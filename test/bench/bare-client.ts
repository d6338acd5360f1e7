/**
 * A language server's client that does nothing but what is measured: a client's own work would be counted as the
 * server's, and beside an answer of a twentieth of a millisecond it is most of it.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Options {
  /** A Node program. */
  readonly program: string;
  readonly capabilities: object;
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Publication {
  readonly uri: string;
  readonly version?: number;
}

const HEADER_END = Buffer.from("\r\n\r\n");

export class BareClient {
  readonly #server: ChildProcessByStdio<Writable, Readable, null>;
  readonly #settings: Options["settings"];
  readonly #answers = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #published = new Map<string, { count: number; version: number }>();
  #onPublish: () => void = () => {};
  #version = 0;
  #lastId = 0;
  #rest: Buffer = Buffer.alloc(0);

  private constructor({ program, settings }: Options) {
    this.#settings = settings;
    this.#server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#server.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  static async start(options: Options): Promise<BareClient> {
    const client = new BareClient(options);
    const { capabilities, initializationOptions } = options;
    await client.request("initialize", { processId: process.pid, rootUri: null, capabilities, initializationOptions });
    client.#send({ method: "initialized", params: {} });
    return client;
  }

  get pid(): number {
    const { pid } = this.#server;
    if (pid === undefined) throw new Error("the server has not started");
    return pid;
  }

  open(uri: string, languageId: string, text: string): void {
    const textDocument = { uri, languageId, version: ++this.#version, text };
    this.#send({ method: "textDocument/didOpen", params: { textDocument } });
  }

  /** The new version. */
  change(uri: string, contentChanges: readonly unknown[]): number {
    const version = ++this.#version;
    this.#send({ method: "textDocument/didChange", params: { textDocument: { uri, version }, contentChanges } });
    return version;
  }

  request(method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  /** Waits for diagnostics of at least the version, from a server that says which it means. */
  async diagnosed(uri: string, version: number): Promise<void> {
    while ((this.#published.get(uri)?.version ?? 0) < version) await this.#publication();
  }

  /** Waits until diagnostics were published that often. */
  async published(uri: string, count: number): Promise<void> {
    while (this.publications(uri) < count) await this.#publication();
  }

  /** How often diagnostics were published for a document. */
  publications(uri: string): number {
    return this.#published.get(uri)?.count ?? 0;
  }

  /** Until it has ended. */
  async kill(): Promise<void> {
    const { stdin, stdout } = this.#server;
    stdout.removeAllListeners("data");
    stdin.on("error", () => {}); // What it was just being told.
    const ended = once(this.#server, "exit");
    this.#server.kill("SIGKILL");
    await ended;
  }

  #publication(): Promise<void> {
    return new Promise((resolve) => {
      this.#onPublish = resolve;
    });
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#rest.indexOf(HEADER_END);
      if (head < 0) return;
      const length = /Content-Length: (\d+)/i.exec(this.#rest.toString("latin1", 0, head))?.[1];
      const start = head + HEADER_END.length;
      const end = start + Number(length);
      if (this.#rest.length < end) return;
      const message: Message = JSON.parse(this.#rest.toString("utf8", start, end));
      this.#rest = this.#rest.subarray(end);
      this.#receive(message);
    }
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method === "textDocument/publishDiagnostics") {
      const { uri, version = 0 } = params as Publication;
      this.#published.set(uri, { count: this.publications(uri) + 1, version });
      this.#onPublish();
    } else if (method !== undefined && id !== undefined) {
      this.#send({ id, result: this.#answerTo(method, params) });
    } else if (typeof id === "number") {
      const asked = this.#answers.get(id);
      this.#answers.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  }

  #answerTo(method: string, params: unknown): unknown {
    if (method !== "workspace/configuration") return null;
    const { items } = params as { items: { section: string }[] };
    return items.map(({ section }) => this.#settings[section] ?? null);
  }
}
