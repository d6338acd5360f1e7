/** A terminal around a Session: an exec's shell, or a container's main process. */
import * as l10n from "@vscode/l10n";
import type { Session, TerminalSize } from "../engine/engine.ts";
import { explainFailure } from "../ui/explain.ts";
import type { TerminalProgram, TerminalScreen } from "../ui/ui.ts";
import { dim, red } from "./ansi.ts";

const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };

export interface SessionTexts {
  /** What failed when the session could not be opened, up to the reason. */
  readonly failure: string;
  /** What happened when it broke off, up to the reason. */
  readonly broken: string;
  /** The last line, or null to close the terminal without one. Null as the code: the engine cannot tell. */
  readonly ended: (exitCode: number | null) => Promise<string | null>;
}

/** What the opening of a session may use: it can take its time, and show what it does. */
export interface Opening {
  write(text: string): void;
  /** The user closed the terminal, or pressed Ctrl-C. */
  readonly signal: AbortSignal;
}
type Open = (size: TerminalSize, opening: Opening) => Promise<Session>;

/** The program connects when the terminal knows its size; after the end, any key closes the terminal. */
export function sessionProgram(open: Open, texts: SessionTexts): TerminalProgram {
  return new SessionProgram(open, texts);
}

class SessionProgram implements TerminalProgram {
  readonly #open: Open;
  readonly #abort = new AbortController();
  readonly #texts: SessionTexts;
  #session: Session | null = null;
  #screen: TerminalScreen | null = null;
  #size: TerminalSize = DEFAULT_SIZE;
  #phase: "opening" | "open" | "ended" | "stopped" = "opening";
  /** Typed before the session was there. */
  #typedAhead = "";

  constructor(open: Open, texts: SessionTexts) {
    this.#open = open;
    this.#texts = texts;
  }

  start(screen: TerminalScreen, size: TerminalSize | null): void {
    this.#screen = screen;
    this.#size = size ?? DEFAULT_SIZE;
    void this.#run(screen); // #run reports its own failures on the screen.
  }

  input(data: string): void {
    if (this.#phase === "opening" && data === "\u0003") this.#abort.abort();
    else if (this.#phase === "opening") this.#typedAhead += data;
    else if (this.#phase === "open") this.#session?.write(data);
    else this.#screen?.close();
  }

  resize(size: TerminalSize): void {
    this.#size = size;
    this.#session?.resize(size).catch(() => undefined); // The process may have ended in between; its end is reported.
  }

  stop(): void {
    this.#phase = "stopped";
    this.#abort.abort();
    this.#session?.close();
  }

  async #run(screen: TerminalScreen): Promise<void> {
    try {
      const asked = this.#size;
      const session = await this.#open(asked, { write: (text) => screen.write(text), signal: this.#abort.signal });
      this.#session = session;
      if (this.#phase === "stopped") {
        session.close();
        return;
      }
      this.#phase = "open";
      if (this.#size !== asked) this.resize(this.#size);
      if (this.#typedAhead) session.write(this.#typedAhead);
      const decoder = new TextDecoder(); // Keeps a character that is split over two chunks.
      for await (const { bytes } of session.output) screen.write(decoder.decode(bytes, { stream: true }));
      this.#end(screen, await this.#texts.ended(await session.exitCode()), dim);
    } catch (error) {
      this.#end(screen, explainFailure(this.#session ? this.#texts.broken : this.#texts.failure, error), red);
    }
  }

  #end(screen: TerminalScreen, text: string | null, paint: (text: string) => string): void {
    if (this.#phase === "stopped") return;
    this.#phase = "ended";
    if (text === null) screen.close();
    else screen.write(`\r\n${paint(text)}\r\n${dim(l10n.t("Press any key to close the terminal."))}`);
  }
}
