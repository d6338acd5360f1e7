/** Sends each message in one piece. */
import { Writable } from "node:stream";

/**
 * A stream for a protocol connection, which writes a message's header and its body one after the other: both are passed
 * on together, with one system call, and wake the editor once.
 */
export function joinedOutput(output: NodeJS.WritableStream): Writable {
  const held: { header: Buffer | null } = { header: null };
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!held.header) {
        held.header = chunk;
        done();
        return;
      }
      const message = Buffer.concat([held.header, chunk]);
      held.header = null;
      output.write(message, done);
    },
  });
}
