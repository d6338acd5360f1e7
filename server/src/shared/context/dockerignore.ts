/**
 * What a .dockerignore keeps out of the build context, exactly as Docker reads it (github.com/moby/patternmatcher): the
 * last pattern that matches a path or one of its folders decides.
 */

export interface IgnorePattern {
  /** Trimmed and cleaned, without the `!`. */
  readonly text: string;
  /** `!`: takes back what an earlier pattern excluded. */
  readonly isException: boolean;
  /** From 1. */
  readonly line: number;
  matches(path: string): boolean;
}

export interface IgnoreProblem {
  readonly line: number;
  /** The pattern as written. */
  readonly pattern: string;
}

export interface Dockerignore {
  readonly patterns: readonly IgnorePattern[];
  /** Lines that Docker refuses to build with. */
  readonly problems: readonly IgnoreProblem[];
}

export function parseDockerignore(text: string): Dockerignore {
  const patterns: IgnorePattern[] = [];
  const problems: IgnoreProblem[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    // Only in the first column: ` #x` is a pattern.
    if (raw.startsWith("#")) continue;
    const trimmed = raw.trim();
    if (trimmed === "") continue;
    const isException = trimmed.startsWith("!");
    const written = isException ? trimmed.slice(1).trim() : trimmed;
    const line = index + 1;
    const cleaned = cleanPath(written).replace(/^\/(?=.)/, "");
    const matches = written === "" ? null : matcherOf(cleaned);
    if (matches === null) problems.push({ line, pattern: trimmed });
    else patterns.push({ text: cleaned, isException, line, matches });
  }
  return { patterns, problems };
}

/** `path` is relative to the context's root, with forward slashes. */
export function isIgnored(ignore: Dockerignore, path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  let above: FolderMatches = [];
  for (const i of folders.keys()) above = folderMatches(ignore, folders.slice(0, i + 1).join("/"), above);
  return isIgnoredIn(ignore, path, above);
}

/** Which of the patterns match a folder or one that it is in: what is inside need not ask them again. */
export type FolderMatches = readonly boolean[];

export function folderMatches(ignore: Dockerignore, folder: string, above: FolderMatches): FolderMatches {
  return ignore.patterns.map((pattern, i) => above[i] === true || pattern.matches(folder));
}

/** As `isIgnored`, for a path right inside the folder that has these matches; the root has none. */
export function isIgnoredIn(ignore: Dockerignore, path: string, folder: FolderMatches): boolean {
  let isExcluded = false;
  for (const [i, pattern] of ignore.patterns.entries()) {
    // A pattern that could change nothing is not asked.
    if (pattern.isException === isExcluded && (folder[i] === true || pattern.matches(path)))
      isExcluded = !pattern.isException;
  }
  return isExcluded;
}

/** False when nothing inside an excluded folder can come back by an exception, so that it need not be looked into. */
export function mayHoldExceptions(ignore: Dockerignore, folder: string): boolean {
  return ignore.patterns.some(({ isException, text }) => {
    if (!isException) return false;
    const literal = text.replace(/\/\*\*?$/, "");
    return /[*?[\\]/.test(literal) || `${literal}/`.startsWith(`${folder}/`);
  });
}

/** Go's filepath.Clean. */
function cleanPath(path: string): string {
  const isRooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !isRooted) parts.push(part);
  }
  return (isRooted ? "/" : "") + parts.join("/") || (isRooted ? "/" : ".");
}

/** Null for a pattern that Docker refuses: a bracket without its end, a backslash with nothing behind it. */
function matcherOf(pattern: string): ((path: string) => boolean) | null {
  if (!isWellFormed(pattern)) return null;
  // Docker tells these apart from what needs a regular expression, and `**x` then means any text that ends in x.
  if (!/[*?[\\]/.test(pattern)) return (path) => path === pattern;
  const rest = pattern.slice(2);
  if (pattern.startsWith("**") && !/[*?[\\]/.test(rest))
    return (path) => path.endsWith(rest) || (rest.startsWith("/") && path === rest.slice(1));
  const prefix = pattern.slice(0, -2);
  if (pattern.endsWith("**") && !/[*?[\\]/.test(prefix)) return (path) => path.startsWith(prefix);
  const expression = expressionOf(pattern);
  return expression === null ? null : (path) => expression.test(path);
}

function expressionOf(pattern: string): RegExp | null {
  const source = pattern.replace(
    /(\*\*\/?$)|(\*\*\/?)|(\*)|(\?)|\\(.)|(\[\^?(?:\\.|[^\]\\])+\])|(.)/gsu,
    (_all, restOfPath, folders, star, question, escaped, brackets, plain) => {
      if (restOfPath !== undefined) return ".*";
      if (folders !== undefined) return "(?:.*/)?";
      if (star !== undefined) return "[^/]*";
      if (question !== undefined) return "[^/]";
      return brackets ?? literal(escaped ?? plain);
    },
  );
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    return null; // A range that runs backwards: `[z-a]`
  }
}

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&");

/** As Go's filepath.Match checks it. */
function isWellFormed(pattern: string): boolean {
  return /^(?:\\.|\[\^?(?:\\.|[^\]\\])+\]|[^\\[])*$/su.test(pattern);
}
