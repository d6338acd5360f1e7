/** The files that ADD unpacks, by their names. */
export const isArchive = (path: string): boolean =>
  /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz)$/.test(path);
