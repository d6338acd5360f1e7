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
  if (!Array.isArray(result) || !result.some(isKept)) return JSON.stringify(message);
  const parts = result.map((it: unknown) => (isKept(it) ? jsonOf(it) : (JSON.stringify(it) ?? "null")));
  return `${JSON.stringify(rest).slice(0, -1)},"result":[${parts.join(",")}]}`;
}

const isKept = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.isFrozen(value);
