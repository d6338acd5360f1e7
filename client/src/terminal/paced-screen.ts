/** Writes to a terminal no faster than it can show. */
import type { TerminalScreen } from "../ui/ui.ts";
import { EscapeTracker } from "./escape-tracker.ts";

/**
 * A terminal answers this question when it has come to it: all that was written before has been shown. VS Code tells
 * extensions nothing of the kind, and its terminal drops what piles up.
 */
const QUESTION = "\u001b[5n";
const ANSWER = "\u001b[0n";
/** Characters between two questions. */
const STRETCH = 128 * 1024;
/** Questions that may be open while more is written: the terminal is never idle. */
const AHEAD = 4;
/** A terminal that does not answer, for whatever reason, still gets its text. */
const PATIENCE_MS = 2000;

export class PacedScreen {
  readonly #screen: TerminalScreen;
  readonly #escapes = new EscapeTracker();
  #written = 0;
  #open = 0;
  #answered: (() => void) | null = null;

  constructor(screen: TerminalScreen) {
    this.#screen = screen;
  }

  /** Resolves when there is room for more. */
  async write(text: string): Promise<void> {
    this.#screen.write(text);
    this.#escapes.feed(text);
    this.#written += text.length;
    // A question in the middle of another escape sequence would break that one.
    if (this.#written < STRETCH || this.#escapes.isInside) return;
    this.#written = 0;
    this.#open++;
    this.#screen.write(QUESTION);
    if (this.#open >= AHEAD) await this.#answer();
  }

  /** What of the input was typed: the answers to our questions are taken out. */
  typed(data: string): string {
    let rest = data;
    while (this.#open > 0 && rest.includes(ANSWER)) {
      rest = rest.replace(ANSWER, "");
      this.#open--;
      this.#answered?.();
    }
    return rest;
  }

  #answer(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#answered = null;
        resolve();
      };
      const timer = setTimeout(() => {
        this.#open = 0;
        done();
      }, PATIENCE_MS);
      this.#answered = done;
    });
  }
}
