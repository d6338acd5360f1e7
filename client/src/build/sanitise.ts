/** Makes the output of a build harmless for a terminal that is not its own: of its escape sequences only colours stay. */

const ESCAPE = "\u001b";
/** Colours; other CSI sequences; OSC, DCS and the like up to their end; any other escape; control characters but tab. */
const SEQUENCE = new RegExp(
  [
    `(${ESCAPE}\\[[\\d;:]*m)`,
    `${ESCAPE}\\[[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?`,
    `${ESCAPE}[\\]PX^_][^\\x07${ESCAPE}]*(?:\\x07|${ESCAPE}\\\\)?`,
    `${ESCAPE}[\\x20-\\x2f]*[\\x30-\\x7e]?`,
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]",
  ].join("|"),
  "g",
);
const RESET = `${ESCAPE}[0m`;

/** One line, without its end. What a carriage return would have overwritten is left out. */
export function sanitise(line: string): string {
  const shown = line.replace(/\r+$/, "").replace(/^.*\r/s, "");
  const text = coloursOnly(shown);
  // A colour that is left on would run into the lines that follow.
  return text.includes(ESCAPE) && !text.endsWith(RESET) ? text + RESET : text;
}

/** Without escape sequences other than colours, and without control characters but tab and line feed. */
export function coloursOnly(text: string): string {
  return text.replace(SEQUENCE, (_all, colour: string | undefined) => colour ?? "");
}

const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;:]*m`, "g");

/** Without any escape sequence: for what is no terminal. */
export function plainText(text: string): string {
  return coloursOnly(text).replaceAll(COLOUR, "");
}
