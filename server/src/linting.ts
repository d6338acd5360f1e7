/** What is wrong with the open documents: sent to editors that wait for it, told to those that ask, and looked for anew when something that it depends on changes. */
import type { Connection, Diagnostic, TextDocuments } from "vscode-languageserver/node";
import type { Client } from "./client.ts";
import type { ClientSettings } from "./client-settings.ts";
import type { OpenDocument } from "./documents.ts";
import type { EngineImages } from "./images/engine-images.ts";
import type { Languages } from "./languages-on-demand.ts";
import type { LintConfig, Problem } from "./lint/run.ts";
import { Problems } from "./problems.ts";
import type { ShellChecks } from "./shell-checks.ts";
import type { WarmUp } from "./warm-up.ts";

export interface LintingParts {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: TextDocuments<OpenDocument>;
  readonly languages: () => Languages;
  readonly settings: ClientSettings;
  readonly images: EngineImages;
  /** A document has been linted, and may have looked for other files than before. */
  readonly onLinted: () => void;
}

export class Linting {
  readonly #its: LintingParts;
  /** Per uri, the rules that are on; forgotten when the settings change. */
  readonly #configs = new Map<string, Promise<LintConfig>>();
  readonly #problems = new Problems();
  /** Documents that changed since their diagnostics were last sent. */
  readonly #changed = new Set<OpenDocument>();
  /** Of the last change that something is to be sent for. */
  #change = 0;
  #shellChecks: ShellChecks | null = null;
  #warmUp: WarmUp | null = null;

  constructor(parts: LintingParts) {
    this.#its = parts;
  }

  /** The user has typed. */
  typed(document: OpenDocument): void {
    this.#warm.typed();
    this.filesChanged([document.uri]);
    if (!this.#its.client.pulls) this.#sendSoon([document]);
  }

  closed(document: OpenDocument): void {
    const { connection, client, settings } = this.#its;
    this.#configs.delete(document.uri);
    settings.forget(document.uri);
    this.#changed.delete(document);
    this.#shellChecks?.close(document);
    if (!client.pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }); // Nothing follows it.
  }

  /** What was found in a document with the help of other files holds no more when one of them changes. */
  filesChanged(uris: readonly string[]): void {
    const affected = this.#its.documents.all().filter((document) => uris.some((uri) => document.dependsOn(uri)));
    for (const document of affected) {
      document.forget();
      this.#problems.forget(document);
    }
    if (affected.length > 0) this.#again(affected);
  }

  /** Other rules may hold now: everything is linted again. */
  configChanged(): void {
    this.#configs.clear();
    this.#its.settings.forget();
    this.#again(this.#its.documents.all());
  }

  async diagnose(document: OpenDocument): Promise<Diagnostic[]> {
    const { languages, client } = this.#its;
    return languages().diagnosticsOf(document, await this.problemsOf(document), client.linksDiagnostics);
  }

  /** For who will not be told when ShellCheck finds more. */
  async diagnoseSettled(document: OpenDocument): Promise<Diagnostic[]> {
    await this.diagnose(document);
    await this.#checks.settled(document);
    return this.diagnose(document);
  }

  async problemsOf(document: OpenDocument): Promise<readonly Problem[]> {
    const service = this.#its.languages().languageOf(document);
    if (!service) return [];
    const config = await this.configOf(document.uri);
    const found = await this.#problems.of(document, service, config);
    this.#its.onLinted();
    this.#warm.begin(document, config);
    return service.hasShellScripts ? [...found, ...this.#checks.problems(document, config)] : found;
  }

  get #checks(): ShellChecks {
    this.#shellChecks ??= this.#its.languages().shellChecks(this.#log, (document) => {
      const { connection, client, documents } = this.#its;
      if (documents.get(document.uri) !== document) return;
      if (!client.pulls) this.#sendSoon([document]);
      else if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh(); // Nothing waits for it.
    });
    return this.#shellChecks;
  }

  get #warm(): WarmUp {
    this.#warmUp ??= new (this.#its.languages().WarmUp)();
    return this.#warmUp;
  }

  /** Has everything asked for again, or sends it. */
  #again(documents: readonly OpenDocument[]): void {
    const { connection, client } = this.#its;
    if (client.refreshesHints) void connection.languages.inlayHint.refresh(); // Nothing waits for it.
    if (!client.pulls) this.#sendSoon(documents);
    else if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh(); // As above.
  }

  /**
   * Sends diagnostics when no more changes are waiting. Every message is handled in a turn of its own, so a turn without
   * a new change means that the queue is empty; there is no timer to wait for.
   */
  #sendSoon(documents: readonly OpenDocument[]): void {
    for (const document of documents) this.#changed.add(document);
    const change = ++this.#change;
    setImmediate(() => setImmediate(() => this.#change === change && void this.#send())); // It catches its errors.
  }

  async #send(): Promise<void> {
    const { connection, documents } = this.#its;
    const pending = [...this.#changed];
    this.#changed.clear();
    for (const document of pending) {
      try {
        const { version, uri } = document;
        const diagnostics = await this.diagnose(document);
        if (documents.get(uri) === document && document.version === version)
          await connection.sendDiagnostics({ uri, version, diagnostics });
      } catch (error) {
        this.#log(`diagnostics of ${document.uri}: ${String(error)}`);
      }
    }
  }

  configOf(uri: string): Promise<LintConfig> {
    const known = this.#configs.get(uri);
    if (known) return known;
    const { languages, settings, images } = this.#its;
    const config = settings
      .of(uri)
      .then((chosen) =>
        languages().lintConfig(
          chosen,
          this.#log,
          languages().hadolintConfigOf(uri, this.#log),
          images.engine,
          images.platforms,
        ),
      );
    this.#configs.set(uri, config);
    return config;
  }

  readonly #log = (message: string): void => this.#its.connection.console.error(message);
}
