/** The built server over stdio with a real LSP client. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type {
  Diagnostic,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
} from "vscode-languageserver-protocol";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

export const DIST = join(import.meta.dirname, "../../dist");

interface Options {
  readonly capabilities?: InitializeParams["capabilities"];
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`, by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly workspaceFolders?: InitializeParams["workspaceFolders"];
  /** Another server than ours, as a Node program. */
  readonly program?: string;
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly #child: ChildProcess;
  readonly #published = new Map<string, { readonly count: number; readonly newest: PublishDiagnosticsParams }>();
  #onPublish: () => void = () => {};
  #version = 0;
  initialized: InitializeResult = { capabilities: {} };
  /** What the server has asked for after its start. */
  readonly registrations: Registration[] = [];

  private constructor(child: ChildProcess) {
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error("the server was started without pipes");
    this.#child = child;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification("textDocument/publishDiagnostics", (it: PublishDiagnosticsParams) => {
      this.#published.set(it.uri, { count: this.publications(it.uri) + 1, newest: it });
      this.#onPublish();
    });
    this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations);
    });
    this.connection.onRequest("client/unregisterCapability", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => null);
  }

  static async start({
    capabilities = {},
    initializationOptions,
    settings = {},
    workspaceFolders = null,
    program,
  }: Options = {}): Promise<Editor> {
    const server = program ?? join(DIST, "server.js");
    const editor = new Editor(spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] }));
    editor.connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => settings[section] ?? null),
    );
    editor.connection.listen();
    const params = {
      processId: process.pid,
      rootUri: null,
      workspaceFolders,
      capabilities,
      initializationOptions,
    };
    editor.initialized = await editor.connection.sendRequest("initialize", params);
    await editor.connection.sendNotification("initialized", {});
    return editor;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    const textDocument = { uri, languageId, version: ++this.#version, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async change(uri: string, contentChanges: readonly unknown[]): Promise<number> {
    const textDocument = { uri, version: ++this.#version };
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
    return textDocument.version;
  }

  /** The newest published diagnostics, of at least the version; waits for them. */
  async diagnostics(uri: string, version = this.#version): Promise<Diagnostic[]> {
    for (;;) {
      const newest = this.#published.get(uri)?.newest;
      if (newest && (newest.version ?? Number.POSITIVE_INFINITY) >= version) return newest.diagnostics;
      await new Promise<void>((resolve) => {
        this.#onPublish = resolve;
      });
    }
  }

  /** Waits until diagnostics were published that often. */
  async published(uri: string, count: number): Promise<void> {
    while (this.publications(uri) < count) {
      await new Promise<void>((resolve) => {
        this.#onPublish = resolve;
      });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the server without a farewell. */
  kill(): void {
    this.connection.dispose();
    this.#child.kill("SIGKILL");
  }

  /** How often diagnostics were published for a document. */
  publications(uri: string): number {
    return this.#published.get(uri)?.count ?? 0;
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  /** Ends the server as an editor does; the exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.#child, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }
}

/** An editor for one test; the server has to end by itself, without an error. */
export async function withEditor(
  options: Parameters<typeof Editor.start>[0],
  run: (editor: Editor) => Promise<void>,
): Promise<void> {
  const editor = await Editor.start(options);
  try {
    await run(editor);
    assert.equal(await editor.stop(), 0);
  } finally {
    editor.kill();
  }
}
