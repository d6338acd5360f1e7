/** The lines of a text. */

/** The line break that it uses. */
export const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** Where the line of an offset begins. */
export const lineStart = (text: string, offset: number): number =>
  offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
