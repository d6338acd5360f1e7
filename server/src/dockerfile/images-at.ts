/** The image that is named at a place: behind FROM, in COPY --from and in RUN --mount=from=. */
import { contains, type Span } from "../text/span.ts";
import { instructionNear, writtenBefore } from "./cursor.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { expand } from "./expand.ts";
import { fromsOf } from "./froms.ts";
import { isReference } from "./image.ts";
import type { Instruction, Word } from "./instruction.ts";
import { globalLookup } from "./scopes.ts";
import { stageOf } from "./symbols-at.ts";

export interface NamedImage {
  readonly span: Span;
  /** With the defaults of the ARGs before FROM filled in. */
  readonly reference: string;
}

/** Where a name of an image is being written: what is there of it and what it takes the place of. */
export interface ImagePlace {
  readonly span: Span;
  readonly written: string;
}

export function imagePlace(file: Dockerfile, offset: number): ImagePlace | null {
  const at = file.commentAt(offset) ? null : instructionNear(file, offset);
  if (!at || offset <= at.start) return null;
  const { instruction, before, text, word } = writtenBefore(at, offset);
  if (!/\s/.test(text) || word.includes("$") || !before.every((it) => it.startsWith("--"))) return null;
  const written = writtenName(instruction.keyword, word);
  return written === null ? null : { written, span: { start: offset - written.length, end: offset } };
}

function writtenName(keyword: string, word: string): string | null {
  if (keyword === "FROM") return word.startsWith("-") ? null : word;
  if (keyword === "COPY") return /^--from=(.*)$/.exec(word)?.[1] ?? null;
  return keyword === "RUN" ? (/^--mount=(?:.*,)?from=([^,]*)$/.exec(word)?.[1] ?? null) : null;
}

export function imageAt(file: Dockerfile, offset: number): NamedImage | null {
  const outer = file.instructionAt(offset);
  const it = outer?.trigger ?? outer;
  const word = it && imageWords(it).find((of) => contains(of, offset));
  return it && word ? imageOf(file, it, word) : null;
}

/** Null when the word names a stage, or cannot be known. */
export function imageOf(file: Dockerfile, it: Instruction, word: Word): NamedImage | null {
  const { stages } = file;
  const name = word.unquoted;
  const isNumber = it.keyword !== "FROM" && /^\d+$/.test(name);
  const isStage = it.keyword === "FROM" ? stageOf(file, it)?.base != null : stages.byName.has(name.toLowerCase());
  if (isNumber || isStage || name === "scratch") return null;
  const globals = globalLookup(stages);
  let isKnown = true;
  const reference = expand(name, it.escape, (of) => {
    const value = globals(of);
    isKnown &&= value !== null;
    return value;
  });
  return isKnown && isReference(reference) ? { span: word, reference } : null;
}

const imageWords = (it: Instruction): readonly Word[] => (it.keyword === "FROM" ? it.words.slice(0, 1) : fromsOf(it));
