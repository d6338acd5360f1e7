/** A terminal around a Session: an exec's shell, or a container's main process. */
import * as l10n from "@vscode/l10n";
import type { OutputChannel, Session, TerminalSize } from "../engine/api/processes.ts";
import { explainFailure } from "../ui/explain.ts";
import type { TerminalProgram, TerminalScreen } from "../ui/ui.ts";
import { dim, red } from "./ansi.ts";
import { DetachKeys } from "./detach-keys.ts";
import { harmlessStream } from "./harmless.ts";
import { LineInput } from "./line-input.ts";
import { PacedScreen } from "./paced-screen.ts";
import { wrapped } from "./wrap.ts";

const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };
const INTERRUPT = "\u0003";

export interface SessionTexts {
  /** What failed when the session could not be opened, up to the reason. */
  readonly failure: string;
  /** What happened when it broke off, up to the reason. */
  readonly broken: string;
  /** The last line, or null to close the terminal without one. Null as the code: the engine cannot tell. */
  readonly ended: (exitCode: number | null) => Promise<string | null>;
}

export interface SessionBehaviour {
  /** After the end, Enter opens another session: what that is called. */
  readonly again?: "attach" | "run";
  /** For a task: the terminal is done when the process is, with its exit code; 1 where there was none. */
  readonly task?: boolean;
  /** Ctrl-P Ctrl-Q lets go of the process; this is then the last line. */
  readonly detached?: string;
  /** The session is over, however it ended: also when the terminal was closed. Called once for each session. */
  readonly over?: (exitCode: number | null) => void;
}

/** What the opening of a session may use: it can take its time, and show what it does. */
export interface Opening {
  write(text: string): void;
  /** Shows a sentence on lines of its own. */
  tell(text: string): void;
  /** The user closed the terminal, or pressed Ctrl-C. */
  readonly signal: AbortSignal;
}
type Open = (size: TerminalSize, opening: Opening) => Promise<Session>;

/** The program connects when the terminal knows its size; after the end, any key closes the terminal. */
export function sessionProgram(open: Open, texts: SessionTexts, behaviour: SessionBehaviour = {}): TerminalProgram {
  return new SessionProgram(open, texts, behaviour);
}

type Phase = "opening" | "open" | "detached" | "ended" | "stopped";

/** A session that is open, and what stands between it and the keyboard. */
interface Conversation {
  readonly session: Session;
  input(data: string): void;
  dispose(): void;
}

class SessionProgram implements TerminalProgram {
  readonly detaches: boolean;
  readonly #open: Open;
  readonly #texts: SessionTexts;
  readonly #behaviour: SessionBehaviour;
  #abort = new AbortController();
  #conversation: Conversation | null = null;
  #screen: TerminalScreen | null = null;
  #paced: PacedScreen | null = null;
  #size: TerminalSize = DEFAULT_SIZE;
  #phase: Phase = "opening";
  /** Typed before the session was there. */
  #typedAhead = "";
  #exitCode: number | null = null;

  constructor(open: Open, texts: SessionTexts, behaviour: SessionBehaviour) {
    this.#open = open;
    this.#texts = texts;
    this.#behaviour = behaviour;
    this.detaches = behaviour.detached !== undefined;
  }

  start(screen: TerminalScreen, size: TerminalSize | null): void {
    this.#screen = screen;
    this.#paced = new PacedScreen(screen);
    this.#size = size ?? DEFAULT_SIZE;
    void this.#run(screen, this.#paced); // #run reports its own failures on the screen.
  }

  input(data: string): void {
    const typed = this.#paced?.typed(data) ?? data;
    if (typed === "") return;
    switch (this.#phase) {
      case "opening":
        if (typed === INTERRUPT) this.#abort.abort();
        else this.#typedAhead += typed;
        return;
      case "open":
        this.#conversation?.input(typed);
        return;
      case "ended":
        if (this.#behaviour.again && typed === "\r") this.#reopen();
        else this.#screen?.close();
        return;
    }
  }

  resize(size: TerminalSize): void {
    this.#size = size;
    this.#conversation?.session.resize(size).catch(() => undefined); // The process may have ended in between; its end is reported.
  }

  stop(): void {
    this.#phase = "stopped";
    this.#abort.abort();
    this.#conversation?.session.close();
  }

  #reopen(): void {
    if (!this.#screen || !this.#paced) return;
    this.#phase = "opening";
    this.#abort = new AbortController();
    this.#typedAhead = "";
    this.#exitCode = null;
    this.#screen.write("\r\n");
    void this.#run(this.#screen, this.#paced);
  }

  async #run(screen: TerminalScreen, paced: PacedScreen): Promise<void> {
    try {
      await this.#converse(screen, paced);
    } catch (error) {
      const what = this.#conversation ? this.#texts.broken : this.#texts.failure;
      if (this.#phase !== "stopped") this.#end(screen, explainFailure(what, error), red);
    } finally {
      this.#conversation?.dispose();
      this.#conversation = null;
      this.#behaviour.over?.(this.#exitCode);
    }
  }

  async #converse(screen: TerminalScreen, paced: PacedScreen): Promise<void> {
    const asked = this.#size;
    const session = await this.#open(asked, {
      write: (text) => screen.write(text),
      tell: (text) => screen.write(`${this.#sentence(text, dim)}\r\n`),
      signal: this.#abort.signal,
    });
    this.#conversation = this.#conversationOf(session, screen);
    if (this.#phase === "stopped") {
      session.close();
      return;
    }
    this.#phase = "open";
    if (this.#size !== asked) this.resize(this.#size);
    if (this.#typedAhead) this.#conversation.input(this.#typedAhead);
    const text = textOf(session.tty);
    for await (const { channel, bytes } of session.output) await paced.write(text(channel, bytes));
    if (this.#is("stopped")) return;
    if (this.#is("detached")) return this.#end(screen, this.#behaviour.detached ?? null, dim);
    this.#exitCode = await session.exitCode();
    const last = await this.#texts.ended(this.#exitCode);
    if (!this.#is("stopped")) this.#end(screen, last, dim);
  }

  /** Asked in a function of its own: it may have changed at any `await`. */
  #is(phase: Phase): boolean {
    return this.#phase === phase;
  }

  #conversationOf(session: Session, screen: TerminalScreen): Conversation {
    const lines = session.tty
      ? null
      : new LineInput(
          (it) => screen.write(it),
          (it) => session.write(it),
        );
    const pass = (data: string): void => (lines ? lines.input(data) : session.write(data));
    const detach = (): void => {
      this.#phase = "detached";
      session.close();
    };
    const { detached } = this.#behaviour;
    if (detached === undefined) return { session, input: pass, dispose: () => undefined };
    const keys = new DetachKeys(pass, detach);
    return {
      session,
      // Without a terminal of its own the process cannot be interrupted from here.
      input: (data) => (lines && data === INTERRUPT ? detach() : keys.input(data)),
      dispose: () => keys.dispose(),
    };
  }

  #end(screen: TerminalScreen, text: string | null, paint: (text: string) => string): void {
    this.#phase = "ended";
    if (this.#behaviour.task) {
      if (text !== null) screen.write(`\r\n${this.#sentence(text, paint)}\r\n`);
      screen.close(this.#exitCode ?? 1);
      return;
    }
    if (text === null) {
      screen.close();
      return;
    }
    screen.write(`\r\n${this.#sentence(text, paint)}\r\n${this.#sentence(keysAtEnd(this.#behaviour), dim)}`);
  }

  #sentence(text: string, paint: (text: string) => string): string {
    return paint(wrapped(text, this.#size.columns));
  }
}

function keysAtEnd({ again }: SessionBehaviour): string {
  switch (again) {
    case "attach":
      return l10n.t("Press Enter to attach again, any other key to close the terminal.");
    case "run":
      return l10n.t("Press Enter to run it again, any other key to close the terminal.");
    default:
      return l10n.t("Press any key to close the terminal.");
  }
}

/** Bytes as the terminal wants them. A character may be split over two chunks of one channel. */
function textOf(tty: boolean): (channel: OutputChannel, bytes: Uint8Array) => string {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const decoded = (channel: OutputChannel, bytes: Uint8Array): string =>
    decoders[channel].decode(bytes, { stream: true });
  if (tty) return decoded;
  // Output that was made for no terminal must not drive this one.
  const harmless = { stdout: harmlessStream(), stderr: harmlessStream() };
  return (channel, bytes) => harmless[channel](decoded(channel, bytes)).replace(/\r?\n/g, "\r\n");
}
