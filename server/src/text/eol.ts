/** The line break that a text uses. */
export const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
