/** The `--mount=type=cache,target=/x` of a RUN. */
import { plainText } from "./flags.ts";
import type { Flag, Instruction, Word } from "./instruction.ts";

export interface MountField {
  /** In lower case. */
  readonly key: string;
  readonly keyWord: Word;
  /** Null when there is no `=`. */
  readonly value: Word | null;
  /** The value without quotes and escapes; blank when there is none. */
  readonly text: string;
}

export interface Mount {
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  /** In lower case; `bind` when nothing is said. */
  readonly type: string;
  readonly target: string | null;
  readonly from: Word | null;
}

const TARGET_KEYS = ["target", "dst", "destination"];

export function mountsOf(run: Instruction): Mount[] {
  return run.flags.flatMap((it) => (it.name === "mount" && it.value ? readMount(it, it.value) : []));
}

/** As BuildKit: quotes and escapes go first, then the text is split at its commas. */
function readMount(flag: Flag, value: Word): Mount {
  const { text, at } = plainText(value.text);
  const fields: MountField[] = [];
  for (let start = 0; start <= text.length; ) {
    const end = fieldEnd(text, start);
    const field = text.slice(start, end);
    const equals = field.indexOf("=");
    const part = (from: number, to: number): Word =>
      from < to ? value.part(at(from), at(to - 1) + 1) : value.part(at(from), at(from));
    const keyEnd = equals < 0 ? end : start + equals;
    fields.push({
      key: text.slice(start, keyEnd).toLowerCase(),
      keyWord: part(start, keyEnd),
      value: equals < 0 ? null : part(keyEnd + 1, end),
      text: equals < 0 ? "" : text.slice(keyEnd + 1, end),
    });
    start = end + 1;
  }
  const last = (...keys: readonly string[]) => fields.findLast((it) => it.value && keys.includes(it.key));
  return {
    flag,
    fields,
    type: last("type")?.text.toLowerCase() ?? "bind",
    target: last(...TARGET_KEYS)?.text ?? null,
    from: last("from")?.value ?? null,
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
