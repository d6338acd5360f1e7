/** The logs of several containers in one stream, each line under the name of its container. */
import type { OutputChunk } from "../engine/engine.ts";

export interface Source {
  readonly name: string;
  readonly chunks: AsyncIterable<OutputChunk>;
}

/** Of the terminal's own colours, which fit its theme. */
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
/** A line that is longer is cut in two. In UTF-16 units. */
const LONGEST_LINE = 100_000;

/** Ends when all of them have ended; throws as soon as one of them does. */
export async function* mergedLogs(sources: readonly Source[]): AsyncGenerator<OutputChunk> {
  const width = Math.max(...sources.map((it) => it.name.length), 0);
  const pending = new Map<number, Promise<Turn>>();
  const streams = sources.map(({ name, chunks }, index) => {
    const prefix = `\u001b[${COLOURS[index % COLOURS.length]}m${name.padEnd(width)} |\u001b[0m `;
    const lines = linesOf(prefix, chunks);
    const next = async (): Promise<Turn> => ({ index, result: await lines.next() });
    pending.set(index, next());
    return { lines, next };
  });
  const encoder = new TextEncoder();
  try {
    while (pending.size > 0) {
      const { index, result } = await Promise.race(pending.values());
      const stream = streams[index];
      if (result.done || !stream) {
        pending.delete(index);
        continue;
      }
      yield { channel: "stdout", bytes: encoder.encode(result.value) };
      pending.set(index, stream.next());
    }
  } finally {
    // Those that still wait for output end by the signal that opened them.
    for (const it of pending.values()) it.catch(() => undefined);
  }
}

interface Turn {
  readonly index: number;
  readonly result: IteratorResult<string, void>;
}

async function* linesOf(prefix: string, chunks: AsyncIterable<OutputChunk>): AsyncGenerator<string, void> {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const open = { stdout: "", stderr: "" };
  for await (const { channel, bytes } of chunks) {
    const lines = (open[channel] + decoders[channel].decode(bytes, { stream: true })).split("\n");
    const last = lines.pop() ?? "";
    const isTooLong = last.length > LONGEST_LINE;
    open[channel] = isTooLong ? "" : last;
    const whole = isTooLong ? [...lines, last] : lines;
    if (whole.length > 0) yield whole.map((it) => `${prefix}${it.replace(/\r$/, "")}\n`).join("");
  }
  for (const rest of [open.stdout, open.stderr]) if (rest !== "") yield `${prefix}${rest}\n`;
}
