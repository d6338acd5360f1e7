/** The blocks of a compose file before an edit: what has the same text keeps its nodes. */
import type { ParsedBlock } from "./compose-file.ts";

/** Each to be taken once, by its text and for the place where that is now. */
export class KeptBlocks {
  readonly #blocks: readonly ParsedBlock[];
  readonly #taken = new Set<ParsedBlock>();
  /** Behind the last one that was found in its place. */
  #next = 0;
  #byText: Map<string, ParsedBlock[]> | null = null;

  constructor(blocks: readonly ParsedBlock[]) {
    this.#blocks = blocks.filter(({ block }) => block.text !== "");
  }

  /** Nearly all blocks follow each other as before, but for the one that is edited: only it is looked for. */
  inPlace(source: string, place: number): ParsedBlock | null {
    for (let at = this.#next; at < this.#next + 2; at++) {
      const it = this.#blocks[at];
      if (it?.block.text !== source || this.#taken.has(it)) continue;
      this.#next = at + 1;
      this.#taken.add(it);
      return movedTo(it, place);
    }
    return null;
  }

  /** The one that stood there before, with the same first line. */
  edited(source: string): ParsedBlock | null {
    const it = this.#blocks[this.#next];
    const head = source.slice(0, source.indexOf("\n") + 1);
    if (!it || head === "" || this.#taken.has(it) || !it.block.text.startsWith(head)) return null;
    this.#next++;
    this.#taken.add(it);
    return it;
  }

  elsewhere(source: string, place: number): ParsedBlock | null {
    const same = this.#sameText(source);
    for (let it = same?.pop(); it; it = same?.pop()) {
      if (this.#taken.has(it)) continue;
      this.#taken.add(it);
      return movedTo(it, place);
    }
    return null;
  }

  #sameText(source: string): ParsedBlock[] | undefined {
    if (!this.#byText) {
      this.#byText = new Map();
      for (const it of this.#blocks.slice(this.#next)) {
        const same = this.#byText.get(it.block.text);
        if (same) same.push(it);
        else this.#byText.set(it.block.text, [it]);
      }
    }
    return this.#byText.get(source);
  }
}

function movedTo(known: ParsedBlock, place: number): ParsedBlock {
  const by = place - known.block.place;
  if (by === 0) return known;
  known.block.place = place;
  for (const it of known.parts) it.block.place += by;
  return known;
}
