/** The problems of open documents, found once for each version, and in steps: who types does not wait for all rules. */
import type { OpenDocument } from "./documents.ts";
import type { LanguageService } from "./languages.ts";
import type { LintConfig, Problem } from "./lint/run.ts";

/** Milliseconds after which questions of the editor come first. */
const SLICE = 0.3;

interface Found {
  readonly version: number;
  readonly config: LintConfig;
  readonly problems: readonly Problem[];
}

interface Search {
  /** Something around the document has changed since it began. */
  isForgotten: boolean;
  done: Promise<void>;
}

export class Problems {
  readonly #kept = new WeakMap<OpenDocument, Found>();
  /** One at a time for each document, as each goes on from what the one before has found. */
  readonly #searches = new WeakMap<OpenDocument, Search>();

  /** Of the newest version. */
  async of(document: OpenDocument, service: LanguageService, config: LintConfig): Promise<readonly Problem[]> {
    for (;;) {
      const last = this.#kept.get(document);
      if (last?.version === document.version && last.config === config) return last.problems;
      const other = this.#searches.get(document);
      if (other)
        await other.done.catch(() => {}); // It is said to who has asked for it.
      else await this.#search(document, service, config);
    }
  }

  /** Something around the document has changed. */
  forget(document: OpenDocument): void {
    this.#kept.delete(document);
    const search = this.#searches.get(document);
    if (search) search.isForgotten = true;
  }

  #search(document: OpenDocument, service: LanguageService, config: LintConfig): Promise<void> {
    const search: Search = { isForgotten: false, done: Promise.resolve() };
    const find = async (): Promise<void> => {
      const { version } = document;
      try {
        const problems = await inSteps(document, service, config);
        if (problems && !search.isForgotten) this.#kept.set(document, { version, config, problems });
      } finally {
        this.#searches.delete(document);
      }
    };
    this.#searches.set(document, search);
    search.done = find();
    return search.done;
  }
}

/** Null when the document has changed meanwhile. */
async function inSteps(
  document: OpenDocument,
  service: LanguageService,
  config: LintConfig,
): Promise<readonly Problem[] | null> {
  const { version } = document;
  let since = performance.now();
  // Reads the document, which the editor's questions need as well.
  const steps = service.lint(document, config);
  for (;;) {
    if (performance.now() - since >= SLICE) {
      await waiting();
      if (document.version !== version) return null;
      since = performance.now();
    }
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Until every message that has come is handled: one turn to read it, one to answer. */
const waiting = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
