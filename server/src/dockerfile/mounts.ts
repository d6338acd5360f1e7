/** The `--mount=type=cache,target=/x` of a RUN. */
import type { Flag, Instruction, Word } from "./instruction.ts";

export interface MountField {
  readonly key: string;
  readonly keyWord: Word;
  /** Null when there is no `=`. */
  readonly value: Word | null;
}

export interface Mount {
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  /** `bind` when nothing is said. */
  readonly type: string;
  readonly target: string | null;
  readonly from: Word | null;
}

const TARGET_KEYS: ReadonlySet<string> = new Set(["target", "dst", "destination"]);

export function mountsOf(run: Instruction): Mount[] {
  return run.flags.filter((it) => it.name === "mount" && it.value).map(readMount);
}

function readMount(flag: Flag): Mount {
  const fields: MountField[] = [];
  const value = flag.value;
  if (value) {
    const text = value.text;
    for (let at = 0; at <= text.length; ) {
      const end = fieldEnd(text, at);
      const field = value.part(at, end);
      const equals = field.text.indexOf("=");
      const keyWord = field.part(0, equals < 0 ? undefined : equals);
      const of = equals < 0 ? null : field.part(equals + 1);
      fields.push({ key: keyWord.text.trim().toLowerCase(), keyWord, value: of });
      at = end + 1;
    }
  }
  const text = (key: string): string | null => fields.findLast((it) => it.key === key)?.value?.unquoted ?? null;
  const target = fields.findLast((it) => TARGET_KEYS.has(it.key))?.value?.unquoted ?? null;
  return {
    flag,
    fields,
    type: text("type") ?? "bind",
    target,
    from: fields.find((it) => it.key === "from")?.value ?? null,
  };
}

function fieldEnd(text: string, from: number): number {
  let isQuoted = false;
  let at = from;
  for (; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === "," && !isQuoted) break;
  }
  return at;
}

/** The RUN has a cache or tmpfs mount whose target contains `part`. */
export const hasMount = (run: Instruction, part: string): boolean =>
  run.flags.length > 0 &&
  mountsOf(run).some((it) => (it.type === "cache" || it.type === "tmpfs") && it.target?.includes(part));
