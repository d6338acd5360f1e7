/** Sends each message in one piece. */
import { Writable } from "node:stream";

/**
 * A stream for a protocol connection, which writes a message's header and its body one after the other: both are passed
 * on together, with one system call, and wake the editor once.
 */
export function joinedOutput(output: Writable): Writable {
  const state = { isHeader: true };
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (state.isHeader) {
        output.cork();
        output.write(chunk);
        done();
      } else {
        output.write(chunk, done);
        output.uncork();
      }
      state.isHeader = !state.isHeader;
    },
  });
}
