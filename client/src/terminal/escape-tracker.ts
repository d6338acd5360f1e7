/** Knows whether a stream of terminal output stands in the middle of an escape sequence. */

const ESCAPE = 0x1b;
const BELL = 0x07;
/** What begins a text inside a sequence, up to BEL or ESC \: OSC, DCS, SOS, PM and APC. */
const TEXT_STARTS = "]PX^_";

type State = "outside" | "escape" | "control" | "text" | "textEscape";

export class EscapeTracker {
  #state: State = "outside";

  get isInside(): boolean {
    return this.#state !== "outside";
  }

  feed(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (this.#state === "outside") {
        // Nearly all of the output is outside: leap to the next sequence.
        at = text.indexOf("\u001b", at);
        if (at < 0) return;
      }
      this.#state = next(this.#state, text.charCodeAt(at));
    }
  }
}

function next(state: State, code: number): State {
  switch (state) {
    case "outside":
      return code === ESCAPE ? "escape" : "outside";
    case "escape":
      if (code === 0x5b) return "control";
      if (TEXT_STARTS.includes(String.fromCharCode(code))) return "text";
      // Between ESC and its final byte there may be others, as in ESC ( B.
      return code === ESCAPE || (code >= 0x20 && code <= 0x2f) ? "escape" : "outside";
    case "control":
      if (code === ESCAPE) return "escape";
      return code >= 0x40 && code <= 0x7e ? "outside" : "control";
    case "text":
      if (code === ESCAPE) return "textEscape";
      return code === BELL ? "outside" : "text";
    case "textEscape":
      // Anything but a backslash begins another sequence.
      return code === 0x5c ? "outside" : next("escape", code);
  }
}
