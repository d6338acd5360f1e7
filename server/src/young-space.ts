/** Keeps the part of V8's heap small where new objects are made: it would grow to 48 MB, far beyond what an edit needs. */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes. Smaller, and V8 collects garbage too often. */
const ENOUGH = 8 * 2 ** 20;

/** V8 doubles that space when much in it survives, and shrinks it when there is little to do; takes microseconds. */
export function limitYoungSpace(): void {
  const young = getHeapSpaceStatistics().find((it) => it.space_name === "new_space");
  const growth = (young?.space_size ?? 0) < ENOUGH ? 2 : 1;
  setFlagsFromString(`--semi-space-growth-factor=${growth}`);
}
