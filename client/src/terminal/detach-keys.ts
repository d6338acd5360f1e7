/** Ctrl-P Ctrl-Q, by which a terminal lets go of a container's main process. */

const FIRST = "\u0010";
const SECOND = "\u0011";
/** Ctrl-P alone is the shell's "previous command": it goes on when nothing follows it. */
const HELD_MS = 400;

export class DetachKeys {
  readonly #pass: (data: string) => void;
  readonly #detach: () => void;
  #held: NodeJS.Timeout | null = null;

  constructor(pass: (data: string) => void, detach: () => void) {
    this.#pass = pass;
    this.#detach = detach;
  }

  input(data: string): void {
    const text = this.#held ? FIRST + data : data;
    this.dispose();
    const both = text.indexOf(FIRST + SECOND);
    const isHeld = both < 0 && text.endsWith(FIRST);
    const passed = both >= 0 ? text.slice(0, both) : isHeld ? text.slice(0, -1) : text;
    if (passed !== "") this.#pass(passed);
    if (both >= 0) this.#detach();
    if (isHeld)
      this.#held = setTimeout(() => {
        this.#held = null;
        this.#pass(FIRST);
      }, HELD_MS);
  }

  dispose(): void {
    if (this.#held) clearTimeout(this.#held);
    this.#held = null;
  }
}
