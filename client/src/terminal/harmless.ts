/** Keeps of a stream's escape sequences the colours only: what a container prints must not drive the user's terminal. */
import { coloursOnly } from "../build/sanitise.ts";

/** A sequence that is longer than this is no colour. */
const LONGEST_COLOUR = 32;
const ESCAPE = "\u001b";
const OPEN_SEQUENCE = new RegExp(`${ESCAPE}(?:\\[[\\d;:]*)?$`);

/** Answers a function to feed one chunk after the other; a sequence that a chunk cuts off is kept for the next one. */
export function harmlessStream(): (chunk: string) => string {
  let carried = "";
  return (chunk) => {
    const text = carried + chunk;
    const cut = OPEN_SEQUENCE.exec(text.slice(-LONGEST_COLOUR));
    carried = cut ? cut[0] : "";
    const whole = text.slice(0, text.length - carried.length);
    // A carriage return is how programs redraw a line, and moves within its own line only.
    return whole.split("\r").map(coloursOnly).join("\r");
  };
}
