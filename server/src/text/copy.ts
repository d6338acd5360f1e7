/** V8 copies what is shorter anyway. */
const SHORTEST_SLICE = 13;

/** A piece of a text that is kept longer than the text: unlike a slice it does not keep the whole document alive. */
export const copy = (text: string): string => (text.length < SHORTEST_SLICE ? text : ` ${text}`.slice(1));
