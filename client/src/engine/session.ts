/** A conversation with a process over a hijacked connection. */
import type { Duplex } from "node:stream";
import type { OutputChunk, Session, TerminalSize } from "./api/processes.ts";
import { demultiplex, undivided } from "./demultiplex.ts";
import { EngineError } from "./errors.ts";
import { asEngineError } from "./translate.ts";

/** What differs between an exec and an attached main process. */
export interface Process {
  readonly tty: boolean;
  resize(size: TerminalSize): Promise<void>;
  /** Asked once, after the output ended. Throws EngineError when the engine is away. */
  exitCode(): Promise<number | null>;
  /** We have let go of it. */
  release(): void;
}

export function openSession(connection: Duplex, process: Process): Session {
  return new HijackedSession(connection, process);
}

class HijackedSession implements Session {
  readonly output: AsyncIterable<OutputChunk>;
  readonly tty: boolean;
  readonly #connection: Duplex;
  readonly #process: Process;
  #closed = false;
  #wantedSize: TerminalSize | null = null;
  #resizing: Promise<void> | null = null;
  /** Asked for by the reader of `output` and by the caller of `exitCode`: one question for both. */
  #exitCode: Promise<number | null> | null = null;

  constructor(connection: Duplex, process: Process) {
    this.#connection = connection;
    this.#process = process;
    this.tty = process.tty;
    // Failures are told to whoever reads `output`; without a listener, one in between would end the extension host.
    connection.on("error", () => undefined);
    this.output = this.#read();
  }

  write(input: string | Uint8Array): void {
    if (!this.#closed && this.#connection.writable) this.#connection.write(input);
  }

  resize(size: TerminalSize): Promise<void> {
    if (this.#closed || !this.#process.tty || size.columns < 1 || size.rows < 1) return Promise.resolve();
    this.#wantedSize = size;
    this.#resizing ??= this.#resizeToWanted().finally(() => {
      this.#resizing = null;
    });
    return this.#resizing;
  }

  async exitCode(): Promise<number | null> {
    if (this.#closed) return null;
    this.#exitCode ??= this.#process.exitCode();
    return this.#exitCode;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.destroy();
    this.#process.release();
  }

  /** One at a time: two under way at once may arrive in the wrong order, and the last one must win. */
  async #resizeToWanted(): Promise<void> {
    for (let size = this.#wantedSize; size !== null && !this.#closed; size = this.#wantedSize) {
      this.#wantedSize = null;
      await this.#process.resize(size);
    }
  }

  async *#read(): AsyncGenerator<OutputChunk, void> {
    try {
      const bytes = this.#connection as AsyncIterable<Uint8Array>; // Never given an encoding, so always bytes.
      yield* this.#process.tty ? undivided(bytes) : demultiplex(bytes);
    } catch (error) {
      if (!this.#closed) throw asEngineError(error);
    }
    if (this.#closed) return;
    try {
      // An engine that dies closes the connection as quietly as a process that ends: only the engine can tell which.
      await this.exitCode();
    } catch (error) {
      if (this.#closed) return;
      const { message } = asEngineError(error);
      throw new EngineError("lost", message, error);
    }
  }
}
