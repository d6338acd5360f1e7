/** Reading what an engine answered without trusting its shape: a field that is missing or odd is an empty one. */

export type Fields = Readonly<Record<string, unknown>>;

export const record = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const texts = (value: unknown): string[] => list(value).filter((it) => typeof it === "string");

export const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

/** Not localeCompare: it is 50 times slower, and the names of an engine are ASCII. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
