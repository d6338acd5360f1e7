/** Writes the headers of a tar stream (POSIX ustar, with pax records for what does not fit) into a buffer. */

export interface TarEntry {
  /** With forward slashes. */
  readonly path: string;
  readonly kind: "file" | "folder" | "symlink";
  /** Permission bits. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** Where a symlink leads. */
  readonly target?: string;
}

export const BLOCK = 512;

const TYPES = { file: 0x30, symlink: 0x32, folder: 0x35 } as const;
const PAX = 0x78;
/** Eleven octal digits. */
const LARGEST_SIZE = 0o77777777777;
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;

/** The blocks before the entry's content. Owner and group are not sent: files of a build belong to root. */
export function tarHeader(entry: TarEntry): Buffer {
  const name = entry.kind === "folder" ? `${entry.path}/` : entry.path;
  const split = splitName(name);
  const target = entry.target ?? "";
  const records: string[] = [];
  if (split === null) records.push(paxRecord("path", name));
  if (!fits(target, NAME_LENGTH)) records.push(paxRecord("linkpath", target));
  if (entry.size > LARGEST_SIZE) records.push(paxRecord("size", String(entry.size)));
  if (records.length === 0) return headerBlock(entry, TYPES[entry.kind], split ?? NO_NAME, target, entry.size);
  const text = Buffer.from(records.join(""));
  const padded = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK);
  text.copy(padded);
  // What does not know pax records is to see as little of their name as possible.
  return Buffer.concat([
    headerBlock({ ...entry, mode: 0o644 }, PAX, { name: "PaxHeader", prefix: "" }, "", text.length),
    padded,
    headerBlock(
      entry,
      TYPES[entry.kind],
      split ?? NO_NAME,
      fits(target, NAME_LENGTH) ? target : "",
      entry.size > LARGEST_SIZE ? 0 : entry.size,
    ),
  ]);
}

/** How many bytes follow a content of this size, so that the next header begins at a block. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

interface Name {
  readonly name: string;
  readonly prefix: string;
}
const NO_NAME: Name = { name: "PaxEntry", prefix: "" };

/** Null where the fields have no room for it, or where it is not plain ASCII. */
function splitName(path: string): Name | null {
  if (fits(path, NAME_LENGTH)) return { name: path, prefix: "" };
  if (!fits(path, NAME_LENGTH + 1 + PREFIX_LENGTH)) return null;
  // The last slash of a folder belongs to its name.
  for (let at = path.lastIndexOf("/", path.length - 2); at > 0; at = path.lastIndexOf("/", at - 1))
    if (at <= PREFIX_LENGTH && path.length - at - 1 <= NAME_LENGTH)
      return { name: path.slice(at + 1), prefix: path.slice(0, at) };
  return null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are just what a name must not hold.
const fits = (text: string, length: number): boolean => text.length <= length && !/[^\x01-\x7f]/.test(text);

function headerBlock(
  { mode, mtime }: Pick<TarEntry, "mode" | "mtime">,
  type: number,
  { name, prefix }: Name,
  target: string,
  size: number,
): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, "latin1");
  block.write(octal(mode & 0o7777, 7), 100, "latin1");
  block.write("0000000", 108, "latin1");
  block.write("0000000", 116, "latin1");
  block.write(octal(size, 11), 124, "latin1");
  block.write(octal(Math.max(0, Math.floor(mtime)), 11), 136, "latin1");
  block[156] = type;
  block.write(target, 157, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  block.write("0000000", 329, "latin1");
  block.write("0000000", 337, "latin1");
  block.write(prefix, 345, "latin1");
  // The sum counts its own field as eight blanks.
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) sum += block[i] ?? 0;
  block.write(`${octal(sum, 6)}\0 `, 148, "latin1");
  return block;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

/** `27 path=…\n`: the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length++;
  return `${length} ${key}=${value}\n`;
}
