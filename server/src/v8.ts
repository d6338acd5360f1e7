/**
 * How V8 works while files are edited. What a tree takes is small, what each edit leaves behind is much: left to itself
 * V8 lets that pile up to several times what is needed. Of huge files it may, as collecting it too often takes time.
 * Compiling takes more than it gives: what runs at a key are hundreds of small functions that run a few times each.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** UTF-16 units. */
const HUGE = 1_000_000;
/** Bytes of the space for new objects; in a smaller one garbage is collected too often. */
const ENOUGH = 8 * 2 ** 20;
/** Percent by which the rest may grow until it is collected again; left to itself, several times as much. */
const GROWTH = 30;
/** Bytes of code that are put into a function from those that it calls; of V8's own 920 a function takes 5 to 50 ms of another core. */
const INLINED = 200;

/** Changes after which is looked again; V8 shrinks the space for new objects when there is little to do. */
const LOOK_EVERY = 64;

/** Tunes V8 for the file that is edited. */
export class Tuning {
  #isHuge: boolean | null = null;
  /** Until then is looked at every change: V8 doubles the space for new objects when much in it survives. */
  #isGrown = false;
  #changes = 0;

  /** At each change of a document, of as many UTF-16 units. */
  changed(textLength: number): void {
    const isHuge = textLength > HUGE;
    const isKnown = isHuge === this.#isHuge && (isHuge || this.#isGrown);
    if (isKnown && this.#changes++ % LOOK_EVERY !== 0) return;
    this.#isHuge = isHuge;
    if (isHuge) {
      asV8Likes();
      return;
    }
    const young = getHeapSpaceStatistics().find((it) => it.space_name === "new_space");
    this.#isGrown = (young?.space_size ?? 0) >= ENOUGH;
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
    setFlagsFromString("--no-parallel-scavenge");
    setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
    setFlagsFromString(`--semi-space-growth-factor=${this.#isGrown ? 1 : 2}`);
  }
}

/** Compiled code is taken only under the flags that it was compiled with. */
export function asV8Likes(): void {
  setFlagsFromString("--heap-growing-percent=0");
  setFlagsFromString("--parallel-scavenge");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=920");
  setFlagsFromString("--semi-space-growth-factor=2");
}
