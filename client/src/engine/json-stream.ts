/** The engine's JSON streams: one object a line, usually; also several on one line, and split anywhere between chunks. */

/** The text of each JSON object of the stream. What is left incomplete at the end is passed on as it is. */
export async function* jsonTexts(source: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of source) {
    const text = rest + decoder.decode(bytes, { stream: true });
    const end = text.lastIndexOf("\n");
    rest = text.slice(end + 1);
    for (const line of text.slice(0, end + 1).split("\n")) yield* objectsOf(line);
    // A stream without line ends would be held for ever: pass on what is complete.
    const complete = completeLength(rest);
    yield* objectsOf(rest.slice(0, complete));
    rest = rest.slice(complete);
  }
  yield* objectsOf(rest);
}

function* objectsOf(line: string): Generator<string, void> {
  let rest = line.trim();
  while (rest !== "") {
    const length = firstObjectLength(rest);
    yield rest.slice(0, length);
    rest = rest.slice(length).trim();
  }
}

/** The length of the part that holds only whole objects; 0 when there is none. */
function completeLength(text: string): number {
  let at = 0;
  while (at < text.length) {
    const length = objectLength(text, at);
    if (length === null) break;
    at += length;
  }
  return at;
}

const firstObjectLength = (text: string): number => objectLength(text, 0) ?? text.length;

/** How long the object that starts at `from` is, or null when it is not complete. */
function objectLength(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = stringEnd(text, at);
        if (end === null) return null;
        at = end;
        break;
      }
      case 0x7b:
        depth++;
        break;
      case 0x7d:
        depth--;
        if (depth === 0) return at + 1 - from;
        break;
    }
  }
  return null;
}

/** Where the closing quote of the string is whose opening quote is at `from`. */
function stringEnd(text: string, from: number): number | null {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return null;
}
