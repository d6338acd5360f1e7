/** The lines of a text. */

/** The line break that it uses. */
export const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

const SPACE = 32;

/** The line that begins there stands so many columns in, or more. */
export function isIndented(text: string, start: number, columns: number): boolean {
  for (let at = start; at < start + columns; at++) if (text.charCodeAt(at) !== SPACE) return false;
  return true;
}

/** Where the line of an offset begins. */
export const lineStart = (text: string, offset: number): number =>
  offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
