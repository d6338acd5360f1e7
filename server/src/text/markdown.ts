/** Text that is not ours in Markdown: what files, engines and registries say stands in code, and cannot end it. */

/** Longer names and values help nobody. */
const LONGEST = 300;

/** In a fence that is longer than every one in the text. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** A name or value between backticks: as it is, but for what would end the code. */
export const inCode = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replaceAll("`", "'");

export const code = (text: string): string => `\`${inCode(text)}\``;
