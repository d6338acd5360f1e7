/** Writes the messages of a protocol connection as JSON; what has not changed since it was last sent is not written again. */
import { onceFor } from "./text/once.ts";

/** Of something frozen, which stays what it is. */
const jsonOf = onceFor((value: object) => JSON.stringify(value));

/** Parts of an answer that are frozen are written once and kept as text as long as they live. */
export const writtenOnce = {
  name: "application/json",
  encode: async (message: object): Promise<Uint8Array> => Buffer.from(textOf(message)),
};

function textOf(message: object): string {
  const { result, ...rest } = message as { readonly result?: unknown }; // Only answers have one.
  const written = Array.isArray(result) ? textOfAll(result) : textOfList(result);
  return written === null ? JSON.stringify(message) : `${JSON.stringify(rest).slice(0, -1)},"result":${written}}`;
}

/** Of a completion list. */
function textOfList(result: unknown): string | null {
  if (typeof result !== "object" || result === null || !("items" in result) || !Array.isArray(result.items))
    return null;
  const { items, ...others } = result;
  const written = textOfAll(items);
  return written === null ? null : `${JSON.stringify({ ...others, items: [] }).slice(0, -3)}${written}}`;
}

/** Null where nothing is kept. */
function textOfAll(all: readonly unknown[]): string | null {
  if (!all.some(isKept)) return null;
  return `[${all.map((it) => (isKept(it) ? jsonOf(it) : (JSON.stringify(it) ?? "null"))).join(",")}]`;
}

const isKept = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.isFrozen(value);
