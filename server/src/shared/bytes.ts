import { rounded } from "./numbers.ts";

/** Decimal units, as the engines' own tools print them. */
export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  const value = size / 1000 ** power;
  return `${power > 0 ? rounded(value) : Math.round(value)} ${units[power]}`;
}
