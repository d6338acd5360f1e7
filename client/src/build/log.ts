/** A build as lines for a terminal, like BuildKit's own plain progress. */
import type { BuildEvent, BuildVertex } from "../engine/api/builds.ts";
import { sanitise } from "./sanitise.ts";

export interface BuildLog {
  /** The lines that an event adds, without line ends. */
  lines(event: BuildEvent): string[];
}

interface Vertex {
  readonly number: number;
  readonly name: string;
  readonly startedAt: number;
  /** Output whose line has not ended yet, by channel. */
  readonly rest: Map<string, string>;
  /** What has been said of the vertex once is not said again. */
  readonly said: Set<string>;
  isOver: boolean;
}

/** A line that never ends is cut here. */
const LONGEST_LINE = 16_384;

export function buildLog(): BuildLog {
  return new PlainLog();
}

class PlainLog implements BuildLog {
  readonly #vertices = new Map<string, Vertex>();
  /** The one that spoke last: another one names itself first. */
  #speaker: Vertex | null = null;

  lines(event: BuildEvent): string[] {
    switch (event.type) {
      case "vertex":
        return this.#vertex(event.vertex);
      case "status":
        return this.#once(event.vertex, event.id);
      case "log":
        return this.#output(event.vertex, event.channel, event.text, event.at);
      case "warning":
        return this.#once(
          event.vertex,
          `WARNING: ${event.text}${event.line === null ? "" : ` (line ${event.line})`}`,
          yellow,
        );
      case "line":
        return [sanitise(event.text)];
      case "done":
        return [];
    }
  }

  #vertex({ digest, name, startedAt, completedAt, cached, error }: BuildVertex): string[] {
    if (startedAt === null) return [];
    const known = this.#vertices.get(digest);
    const vertex = known ?? this.#add(digest, name, startedAt);
    const lines = known ? [] : this.#speak(vertex);
    if (vertex.isOver || (completedAt === null && error === null)) return lines;
    vertex.isOver = true;
    lines.push(...this.#speak(vertex), ...this.#flush(vertex, completedAt ?? startedAt));
    lines.push(this.#line(vertex, outcome(vertex.startedAt, completedAt, cached, error)));
    return lines;
  }

  #add(digest: string, name: string, startedAt: number): Vertex {
    const number = this.#vertices.size + 1;
    const vertex: Vertex = { number, name, startedAt, rest: new Map(), said: new Set(), isOver: false };
    this.#vertices.set(digest, vertex);
    return vertex;
  }

  /** The name of the vertex, where another one spoke before. */
  #speak(vertex: Vertex): string[] {
    if (this.#speaker === vertex) return [];
    const gap = this.#speaker === null ? [] : [""];
    const isNew = !vertex.said.has("");
    vertex.said.add("");
    this.#speaker = vertex;
    return [...gap, this.#line(vertex, isNew ? bold(sanitise(vertex.name)) : "...")];
  }

  #output(digest: string, channel: string, text: string, at: number): string[] {
    const vertex = this.#vertices.get(digest);
    if (!vertex) return text.split("\n").filter(Boolean).map(sanitise);
    const pieces = ((vertex.rest.get(channel) ?? "") + text).split("\n");
    const rest = pieces.pop() ?? "";
    // A progress bar writes over its line again and again.
    const kept = rest.slice(Math.max(0, rest.lastIndexOf("\r", rest.length - 2)));
    if (kept.length > LONGEST_LINE) pieces.push(kept);
    vertex.rest.set(channel, kept.length > LONGEST_LINE ? "" : kept);
    return pieces.length === 0 ? [] : [...this.#speak(vertex), ...pieces.map((it) => this.#timed(vertex, at, it))];
  }

  #flush(vertex: Vertex, at: number): string[] {
    const rests = [...vertex.rest.values()].filter((it) => it !== "");
    vertex.rest.clear();
    return rests.map((it) => this.#timed(vertex, at, it));
  }

  #once(digest: string, text: string, paint: (text: string) => string = (it) => it): string[] {
    const vertex = this.#vertices.get(digest);
    if (!vertex) return [paint(sanitise(text))];
    if (text === "" || vertex.said.has(text)) return [];
    vertex.said.add(text);
    return [...this.#speak(vertex), this.#line(vertex, paint(sanitise(text)))];
  }

  #timed(vertex: Vertex, at: number, text: string): string {
    const seconds = (Math.max(0, at - vertex.startedAt) / 1000).toFixed(3);
    return this.#line(vertex, `${dim(seconds)} ${sanitise(text)}`);
  }

  #line(vertex: Vertex, text: string): string {
    return `${blue(`#${vertex.number}`)} ${text}`;
  }
}

function outcome(startedAt: number, completedAt: number | null, cached: boolean, error: string | null): string {
  if (error !== null) return red(`${/context cancell?ed/.test(error) ? "CANCELED" : "ERROR"}: ${sanitise(error)}`);
  if (cached) return cyan("CACHED");
  return green(`DONE ${(((completedAt ?? startedAt) - startedAt) / 1000).toFixed(1)}s`);
}

const paint =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;
const bold = paint(1, 22);
const dim = paint(2, 22);
const red = paint(31, 39);
const green = paint(32, 39);
const yellow = paint(33, 39);
const blue = paint(34, 39);
const cyan = paint(36, 39);
