/**
 * How V8 works while files are edited. What a tree takes is small, what each edit leaves behind is much: left to itself
 * V8 lets that pile up to several times what is needed. Of huge files it may, as collecting it too often takes time.
 * Optimising takes more than it gives: what runs at a key are hundreds of small functions that run a few times each. Plain
 * machine code of each, made at once, runs them well enough.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** UTF-16 units. In large files loops run long enough to be worth optimising soon. */
const LARGE = 100_000;
const HUGE = 1_000_000;
/** Bytes of the space for new objects; in a smaller one garbage is collected too often. */
const ENOUGH = 8 * 2 ** 20;
/** Percent by which the rest may grow until it is collected again; left to itself, several times as much. */
const GROWTH = 30;
/** Bytes of code that are put into a function from those that it calls; of V8's own 920 a function takes 5 to 50 ms of another core. */
const INLINED = 200;
/** Bytes of bytecode that a function runs until V8 thinks of optimising it. */
const RUN = 200_000;
/** Up to V8 11 that is 67,584 however large a function is: for a second or two V8 optimises on the core that the editor needs. */
const IS_HASTY = Number.parseInt(process.versions.v8, 10) < 12;

const WHILE_EDITED = [
  `--heap-growing-percent=${GROWTH}`,
  "--no-parallel-scavenge",
  `--max-inlined-bytecode-size-cumulative=${INLINED}`,
];
const ELSEWHERE = [
  "--heap-growing-percent=0",
  "--parallel-scavenge",
  "--max-inlined-bytecode-size-cumulative=920",
  "--semi-space-growth-factor=2",
];
/** Plain machine code at the first call, or at the second where V8 has its own from the last start; none waits for others. */
const OPTIMISE_LATE = IS_HASTY
  ? [
      `--interrupt-budget=${RUN}`,
      "--always-sparkplug",
      "--interrupt-budget-factor-for-feedback-allocation=1",
      "--no-baseline-batch-compilation",
    ]
  : [];
const OPTIMISE_AS_V8_LIKES = IS_HASTY
  ? [
      "--interrupt-budget=67584",
      "--no-always-sparkplug",
      "--interrupt-budget-factor-for-feedback-allocation=8",
      "--baseline-batch-compilation",
    ]
  : [];

/** Changes after which is looked again; V8 shrinks the space for new objects when there is little to do. */
const LOOK_EVERY = 64;

/** Tunes V8 for the file that is edited. */
export class Tuning {
  #size: "small" | "large" | "huge" | null = null;
  /** Until then is looked at every change: V8 doubles the space for new objects when much in it survives. */
  #isGrown = false;
  #changes = 0;

  /** At each change of a document, of as many UTF-16 units. */
  changed(textLength: number): void {
    const size = textLength > HUGE ? "huge" : textLength > LARGE ? "large" : "small";
    const isKnown = size === this.#size && (size === "huge" || this.#isGrown);
    if (isKnown && this.#changes++ % LOOK_EVERY !== 0) return;
    this.#size = size;
    if (size === "huge") {
      asV8Likes();
      return;
    }
    const young = getHeapSpaceStatistics().find((it) => it.space_name === "new_space");
    this.#isGrown = (young?.space_size ?? 0) >= ENOUGH;
    const optimise = size === "small" ? OPTIMISE_LATE : OPTIMISE_AS_V8_LIKES;
    for (const flag of [...WHILE_EDITED, ...optimise]) setFlagsFromString(flag);
    setFlagsFromString(`--semi-space-growth-factor=${this.#isGrown ? 1 : 2}`);
  }
}

/** Compiled code is taken only under the flags that it was compiled with. */
export function asV8Likes(): void {
  for (const flag of [...ELSEWHERE, ...OPTIMISE_AS_V8_LIKES]) setFlagsFromString(flag);
}
