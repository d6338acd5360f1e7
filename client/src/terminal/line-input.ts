/** What a terminal's driver does for a process that has none: shows what is typed, and sends it line by line. */

const ESCAPE = "\u001b";
/** Cursor keys and the like, which edit nothing here. */
const KEYS = new RegExp(`${ESCAPE}(?:\\[[\\d;]*[~A-Za-z]|O[A-Z])`, "g");

export class LineInput {
  readonly #show: (text: string) => void;
  readonly #send: (line: string) => void;
  #line: string[] = [];

  constructor(show: (text: string) => void, send: (line: string) => void) {
    this.#show = show;
    this.#send = send;
  }

  input(data: string): void {
    for (const char of data.replaceAll(KEYS, "")) {
      if (char === "\r" || char === "\n") {
        this.#show("\r\n");
        this.#send(`${this.#line.join("")}\n`);
        this.#line = [];
      } else if (char === "\u007f" || char === "\b") {
        if (this.#line.pop() !== undefined) this.#show("\b \b");
      } else if (char >= " ") {
        this.#line.push(char);
        this.#show(char);
      }
    }
  }
}
