/** Makes lines of what a container prints; with the engine's own time before each, as it is asked for. Pure. */
import type { OutputChunk } from "../engine/api/processes.ts";

export interface LogLine {
  /** Which of the containers that are shown together. */
  readonly source: number;
  readonly isError: boolean;
  /** RFC 3339 as the engine wrote it; empty for what is ours. */
  readonly time: string;
  readonly text: string;
}

/** More of one line is shown to nobody, and a program that never ends a line must not fill the memory. */
const LONGEST_LINE = 16_000;

export class LineReader {
  readonly #source: number;
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #rest = { stdout: "", stderr: "" };

  constructor(source: number) {
    this.#source = source;
  }

  /** The lines that the chunk ends. */
  take({ channel, bytes }: OutputChunk): LogLine[] {
    const text = this.#rest[channel] + this.#decoders[channel].decode(bytes, { stream: true });
    const lines = text.split("\n");
    const rest = lines.pop() ?? "";
    this.#rest[channel] = rest.length > LONGEST_LINE ? rest.slice(0, LONGEST_LINE) : rest;
    return lines.map((it) => this.#line(it, channel === "stderr"));
  }

  /** What is left when the stream ends: a last line without an end. */
  end(): LogLine[] {
    return (["stdout", "stderr"] as const)
      .filter((it) => this.#rest[it] !== "")
      .map((it) => this.#line(this.#rest[it], it === "stderr"));
  }

  #line(raw: string, isError: boolean): LogLine {
    const space = raw.indexOf(" ");
    const hasTime = space > 18 && TIME.test(raw.slice(0, space));
    const text = (hasTime ? raw.slice(space + 1) : raw).replace(/\r$/, "");
    return {
      source: this.#source,
      isError,
      time: hasTime ? raw.slice(0, space) : "",
      // A carriage return redraws the line: the last of it is what a terminal would show.
      text: text.slice(text.lastIndexOf("\r") + 1, LONGEST_LINE),
    };
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
