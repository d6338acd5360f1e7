/** Writes the messages of a protocol connection as JSON; what has not changed since it was last sent is not written again. */
/** Of something frozen, which stays what it is. */
const written = new WeakMap<object, string>();

function jsonOf(value: object): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const made = JSON.stringify(value);
  written.set(value, made);
  return made;
}

/** Parts of an answer that are frozen are written once and kept as text as long as they live. */
export const writtenOnce = {
  name: "application/json",
  encode: async (message: object): Promise<Uint8Array> => Buffer.from(textOf(message)),
};

function textOf(message: object): string {
  const { result, ...rest } = message as { readonly result?: unknown }; // Only answers have one.
  const text = Array.isArray(result) ? textOfAll(result) : textOfList(result);
  return text === null ? JSON.stringify(message) : `${JSON.stringify(rest).slice(0, -1)},"result":${text}}`;
}

/** Of a completion list. */
function textOfList(result: unknown): string | null {
  if (typeof result !== "object" || result === null || !("items" in result) || !Array.isArray(result.items))
    return null;
  const { items, ...others } = result;
  const text = textOfAll(items);
  return text === null ? null : `${JSON.stringify({ ...others, items: [] }).slice(0, -3)}${text}}`;
}

/** Null where nothing is kept. */
function textOfAll(all: readonly unknown[]): string | null {
  if (!all.some(isKept)) return null;
  return `[${all.map((it) => (isKept(it) ? jsonOf(it) : (JSON.stringify(it) ?? "null"))).join(",")}]`;
}

const isKept = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.isFrozen(value);
