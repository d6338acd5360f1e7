/** The colours and styles in a line of output. All other escape sequences are left out. Pure. */

export interface Style {
  /** 0 to 15 of the theme, or a colour of its own such as `#ff8700`; null is the usual one. */
  readonly colour: number | string | null;
  readonly background: number | string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

export interface Span {
  readonly text: string;
  readonly style: Style;
}

const PLAIN: Style = { colour: null, background: null, bold: false, dim: false, italic: false, underline: false };

const ESCAPE = "\u001b";
/** A sequence `ESC [ … letter`, one of `ESC ] … BEL`, or another escape of one character; and control characters. */
const SEQUENCE = new RegExp(
  `${ESCAPE}\\[([0-?]*)[ -/]*([@-~])|${ESCAPE}\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|${ESCAPE}.?|[\\u0000-\\u0008\\u000b-\\u001f\\u007f]`,
  "g",
);

export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let style = PLAIN;
  let from = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    if (match.index > from) spans.push({ text: line.slice(from, match.index), style });
    from = match.index + match[0].length;
    if (match[2] === "m") style = restyled(style, match[1] ?? "");
  }
  if (from < line.length) spans.push({ text: line.slice(from), style });
  return spans;
}

/** The words alone, as a search looks at them. */
export const plainText = (line: string): string => (line.includes(ESCAPE) ? line.replace(SEQUENCE, "") : line);

function restyled(before: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(at + 1));
      style = code === 38 ? { ...style, colour } : { ...style, background: colour };
      at += used;
    } else style = simple(style, code);
  }
  return style;
}

function simple(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code >= 30 && code <= 37) return { ...style, colour: code - 30 };
  if (code === 39) return { ...style, colour: null };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code === 49) return { ...style, background: null };
  if (code >= 90 && code <= 97) return { ...style, colour: code - 82 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 92 };
  return style;
}

/** `5;n` of 256 colours, `2;r;g;b`; with how many codes it took. */
function extended([kind, a = 0, b = 0, c = 0]: readonly number[]): [number | string | null, number] {
  if (kind === 5) return [indexed(a), 2];
  return kind === 2 ? [rgb(a, b, c), 4] : [null, 0];
}

function indexed(index: number): number | string | null {
  if (index < 16) return index;
  if (index > 255) return null;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return rgb(grey, grey, grey);
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return rgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

const rgb = (...parts: readonly number[]): string =>
  `#${parts
    .map((it) =>
      Math.max(0, Math.min(255, it | 0))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
