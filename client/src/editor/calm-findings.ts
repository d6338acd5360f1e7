/** What is found while somebody types: half a word is no mistake yet. */

interface Finding {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** Milliseconds without a change. */
const REST = 800;

/** What is mended goes at once; what is new comes when the typing rests. */
export class CalmFindings {
  readonly #onRest: () => void;
  readonly #typed = new Map<string, { readonly line: number; readonly timer: NodeJS.Timeout }>();
  /** The messages that each document shows. */
  readonly #shown = new Map<string, readonly string[]>();

  /** `onRest`: what was held back can be asked for again. */
  constructor(onRest: () => void) {
    this.#onRest = onRest;
  }

  typed(uri: string, line: number): void {
    clearTimeout(this.#typed.get(uri)?.timer);
    const timer = setTimeout(() => {
      this.#typed.delete(uri);
      this.#onRest();
    }, REST);
    this.#typed.set(uri, { line, timer });
  }

  /** Of what was found, what is to be shown now. */
  shown<T extends Finding>(uri: string, found: readonly T[]): T[] {
    const typed = this.#typed.get(uri);
    const items = typed ? known(found, this.#shown.get(uri) ?? [], typed.line) : [...found];
    this.#shown.set(
      uri,
      items.map((it) => it.message),
    );
    return items;
  }

  forget(uri: string): void {
    clearTimeout(this.#typed.get(uri)?.timer);
    this.#typed.delete(uri);
    this.#shown.delete(uri);
  }

  dispose(): void {
    for (const uri of [...this.#typed.keys()]) this.forget(uri);
  }
}

/** As many of each message as there were; of more than that, those in the line that is typed in are the new ones. */
function known<T extends Finding>(found: readonly T[], before: readonly string[], line: number): T[] {
  const left = new Map<string, number>();
  for (const message of before) left.set(message, (left.get(message) ?? 0) + 1);
  const isTyped = (it: T): boolean => it.range.start.line === line;
  const kept = new Set<T>();
  for (const it of [...found.filter((other) => !isTyped(other)), ...found.filter(isTyped)]) {
    const count = left.get(it.message) ?? 0;
    if (count > 0) kept.add(it);
    left.set(it.message, count - 1);
  }
  return found.filter((it) => kept.has(it));
}
