/**
 * Types into a copy of the first document of each language while the user reads, so that V8 has compiled what runs at
 * every key: the first keys of the user are then as fast as the later ones. Nothing of it can be seen.
 */
import { OpenDocument } from "./documents.ts";
import { diagnosticsOf, type LanguageService, languageOf, problemsOf } from "./languages.ts";
import type { LintConfig } from "./lint/run.ts";

/** Of the copy; enough for a few stages or services. */
const CHARACTERS = 5000;
/** By then V8 has compiled what is worth it. */
const KEYS = 150;
/** Milliseconds from the first diagnostics, which are followed by other questions about a new document. */
const FIRST_REST = 150;
/** Milliseconds between two steps, which take a few themselves: whatever comes in is never kept waiting for longer. */
const REST = 5;
/** Milliseconds without a key after which nobody types any more. */
const PAUSE = 300;

export class WarmUp {
  readonly #begun = new Set<LanguageService>();
  #typedAt = 0;

  /** The user has typed: what is under way stands back. */
  typed(): void {
    this.#typedAt = Date.now();
  }

  /** Starts with the first document of a language and does nothing for the others. */
  begin(document: OpenDocument, config: LintConfig): void {
    const service = languageOf(document);
    if (!service || this.#begun.has(service)) return;
    this.#begun.add(service);
    const { uri, languageId, text } = document;
    const copy = new OpenDocument(uri, languageId, 0, text.getText().slice(0, CHARACTERS));
    const steps = typeIn(copy, service, config);
    const go = (): void => {
      const isPause = Date.now() - this.#typedAt > PAUSE;
      if (isPause && steps.next().done) return;
      setTimeout(go, isPause ? REST : PAUSE).unref();
    };
    setTimeout(go, FIRST_REST).unref();
  }
}

/** At the end of one line after the other writes a letter and takes it away again. */
export function* typeIn(copy: OpenDocument, service: LanguageService, config: LintConfig): Generator<void> {
  const diagnose = (): string => JSON.stringify(diagnosticsOf(copy, problemsOf(service, copy, config)));
  for (let key = 0; key < KEYS; key++) {
    const line = key % copy.lineCount;
    const start = copy.text.positionAt(copy.text.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }));
    const end = { line, character: start.character + 1 };
    copy.change([{ range: { start, end: start }, text: "x" }], copy.version + 1);
    diagnose();
    yield;
    (service.completeList ?? service.complete)?.(copy, end, { snippets: true });
    service.hover?.(copy, start);
    yield;
    copy.change([{ range: { start, end }, text: "" }], copy.version + 1);
    diagnose();
    yield;
  }
}
