/** The lines of a text. */

/** The line break that it uses. */
export const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

const SPACE = 32;

/** The line that begins there stands so many columns in, or more. */
export function isIndented(text: string, start: number, columns: number): boolean {
  for (let at = start; at < start + columns; at++) if (text.charCodeAt(at) !== SPACE) return false;
  return true;
}

/** How many blanks the line that begins there begins with. */
export function indentAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  return at - start;
}

/** The line that begins there, without its break. */
export function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Where the line of an offset begins. */
export const lineStart = (text: string, offset: number): number =>
  offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
