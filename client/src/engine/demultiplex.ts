/** Splits the engine's multiplexed output: frames of {channel, 0, 0, 0, length as 32 bits big-endian} and a payload. */
import type { OutputChunk } from "./api/processes.ts";

const HEADER_LENGTH = 8;

/**
 * Frames may be split anywhere. A payload is passed on as it comes, so that a large frame is never held. An incomplete
 * frame at the end is dropped: whoever reads the source knows whether the end was a clean one.
 */
export async function* demultiplex(source: AsyncIterable<Uint8Array>): AsyncGenerator<OutputChunk, void> {
  const header = new Uint8Array(HEADER_LENGTH);
  let headerFilled = 0;
  let channel: OutputChunk["channel"] = "stdout";
  let remaining = 0;
  for await (const bytes of source) {
    let at = 0;
    while (at < bytes.length) {
      if (remaining === 0) {
        const taken = bytes.subarray(at, at + HEADER_LENGTH - headerFilled);
        header.set(taken, headerFilled);
        headerFilled += taken.length;
        at += taken.length;
        if (headerFilled < HEADER_LENGTH) break;
        headerFilled = 0;
        // 0 is stdin, which the engine echoes nowhere but calls stdout where it does.
        channel = header[0] === 2 ? "stderr" : "stdout";
        remaining = new DataView(header.buffer).getUint32(4);
        continue;
      }
      const payload = bytes.subarray(at, at + remaining);
      at += payload.length;
      remaining -= payload.length;
      yield { channel, bytes: payload };
    }
  }
}

/** The output of a terminal: one channel, no frames. */
export async function* undivided(source: AsyncIterable<Uint8Array>): AsyncGenerator<OutputChunk, void> {
  for await (const bytes of source) yield { channel: "stdout", bytes };
}
