/** The words of a command line as a POSIX shell reads them, and back. */

/** What a shell would never read as anything but itself. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** One word, quoted where a shell would read it otherwise. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The words of a line, or null where a quote is not closed. Nothing is expanded: `$` and `*` are themselves. */
export function wordsOf(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === "'" || char === '"') {
      const end = closingQuote(line, at);
      if (end === null) return null;
      word = (word ?? "") + inside(line.slice(at + 1, end), char);
      at = end;
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === "\\") {
      at++;
      if (at === line.length) return null;
      word = (word ?? "") + line.charAt(at);
    } else word = (word ?? "") + char;
  }
  if (word !== null) words.push(word);
  return words;
}

function closingQuote(line: string, open: number): number | null {
  const quote = line.charAt(open);
  for (let at = open + 1; at < line.length; at++) {
    if (line.charAt(at) === quote) return at;
    if (quote === '"' && line.charAt(at) === "\\") at++;
  }
  return null;
}

/** Between double quotes a backslash escapes only what would mean something there. */
const inside = (text: string, quote: string): string => (quote === '"' ? text.replace(/\\([\\"$`\n])/g, "$1") : text);
