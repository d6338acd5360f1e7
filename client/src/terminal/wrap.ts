/** Breaks a sentence between words, where a terminal would break it anywhere. A word longer than a line stays whole. */
export function wrapped(text: string, columns: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\r\n");
}
