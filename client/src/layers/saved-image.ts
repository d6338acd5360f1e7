/** Reads an image as the engine saves it, a tar of layers, without ever holding more of it than a chunk. */
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib, { createGunzip } from "node:zlib";
import * as l10n from "@vscode/l10n";
import { extract, type Header } from "tar-stream";
import { EngineError } from "../engine/errors.ts";
import { asEngineError } from "../engine/translate.ts";

export interface LayerEntry {
  /** Without a leading slash; of a whiteout the path that it removes. */
  readonly path: string;
  /** `removed`: the layer takes the path away. `emptied`: it takes all of a folder away that was there before. */
  readonly kind: "file" | "folder" | "link" | "removed" | "emptied";
  /** Bytes. */
  readonly size: number;
}

export interface SavedLayer {
  /** As the builder wrote it; empty where the image does not tell. */
  readonly createdBy: string;
  readonly entries: readonly LayerEntry[];
}

/** The oldest layer first; those that add nothing, such as ENV, are left out. `report` is told the bytes that were read. */
export async function readSavedImage(
  source: AsyncIterable<Uint8Array>,
  report: (bytes: number) => void = () => {},
): Promise<SavedLayer[]> {
  const layers = new Map<string, readonly LayerEntry[]>();
  const links = new Map<string, string>();
  const texts = new Map<string, string>();
  await readTar(counted(source, report), async ({ name, type, linkname }, body) => {
    if (type === "symlink" || type === "link") links.set(name, resolved(name, linkname ?? "", type));
    if (type !== "file") return;
    const content = await sniffed(body);
    if (content.kind === "layer") layers.set(name, await layerEntries(content.bytes));
    else if (content.kind === "json") texts.set(name, await textOf(content.bytes));
  });
  const { config, names } = manifestOf(texts);
  const instructions = layerInstructions(texts.get(config));
  return names.map((name, i) => {
    const entries = layers.get(name) ?? layers.get(links.get(name) ?? "");
    if (!entries) throw unreadable(l10n.t("the layer {0} is missing", name));
    return { createdBy: instructions[i] ?? "", entries };
  });
}

type TarHeader = Pick<Header, "name" | "type" | "linkname" | "size">;

/** Every entry's body is passed on once `read` resolves, whether or not it was read. */
async function readTar(
  source: AsyncIterable<Uint8Array>,
  read: (header: TarHeader, body: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const unpacking = extract();
  const feeding = pipeline(Readable.from(source), unpacking as unknown as NodeJS.WritableStream); // streamx has all of it that is used.
  feeding.catch(() => undefined); // Awaited when the last entry was read.
  try {
    for await (const entry of unpacking) {
      await read(entry.header, entry as unknown as AsyncIterable<Uint8Array>); // As above.
      entry.resume();
    }
  } catch (error) {
    throw error instanceof EngineError
      ? error
      : asEngineError((await feeding.catch((cause: unknown) => cause)) ?? error);
  }
  await feeding;
}

type Content = { readonly kind: "layer" | "json" | "other"; readonly bytes: AsyncIterable<Uint8Array> };

/** What a blob is, by its first bytes: names tell it in some formats only. */
async function sniffed(body: AsyncIterable<Uint8Array>): Promise<Content> {
  const chunks = body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 512) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const bytes = joined(head, chunks);
  if (head.length > 1 && head.readUInt16BE(0) === GZIP)
    return { kind: "layer", bytes: Readable.from(bytes).pipe(createGunzip()) };
  if (head.length > 3 && head.readUInt32LE(0) === ZSTD)
    return { kind: "layer", bytes: Readable.from(bytes).pipe(zstdReader()) };
  if (head.length >= 512 && (head.toString("latin1", 257, 262) === "ustar" || head.every((it) => it === 0)))
    return { kind: "layer", bytes };
  return { kind: /^\s*[{[]/.test(head.toString("latin1", 0, 16)) ? "json" : "other", bytes };
}

const GZIP = 0x1f8b;
const ZSTD = 0xfd2fb528;

function zstdReader(): Transform {
  const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform }; // Since Node 22.15.
  if (createZstdDecompress) return createZstdDecompress();
  throw unreadable(l10n.t("its layers are compressed with zstd, which this version of the editor does not read yet"));
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  if (head.length > 0) yield head;
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield value;
  }
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

async function layerEntries(bytes: AsyncIterable<Uint8Array>): Promise<LayerEntry[]> {
  const entries: LayerEntry[] = [];
  await readTar(bytes, async ({ name, type, size }) => {
    const path = name.replace(/^(?:\.?\/)+/, "").replace(/\/+$/, "");
    if (path === "" || path === ".") return;
    const slash = path.lastIndexOf("/") + 1;
    const [folder, base] = [path.slice(0, slash), path.slice(slash)];
    if (base === OPAQUE) entries.push({ path: folder.slice(0, -1), kind: "emptied", size: 0 });
    else if (base.startsWith(`${WHITEOUT}${WHITEOUT}`))
      return; // The storage driver's own.
    else if (base.startsWith(WHITEOUT))
      entries.push({ path: folder + base.slice(WHITEOUT.length), kind: "removed", size: 0 });
    else if (type === "directory") entries.push({ path, kind: "folder", size: 0 });
    else if (type === "file" || type === "contiguous-file") entries.push({ path, kind: "file", size: size ?? 0 });
    else entries.push({ path, kind: "link", size: 0 });
  });
  return entries;
}

/** A configuration is some kilobytes; what is larger is none. */
const LARGEST_TEXT = 8_000_000;

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > LARGEST_TEXT) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function manifestOf(texts: ReadonlyMap<string, string>): { config: string; names: string[] } {
  const [manifest] = (parsed(texts.get("manifest.json")) as { Config?: unknown; Layers?: unknown }[] | null) ?? [];
  const { Config: config, Layers: names } = manifest ?? {};
  if (typeof config !== "string" || !Array.isArray(names)) throw unreadable(l10n.t("it has no manifest"));
  return { config, names: names.map(String) };
}

/** Of the history, what made a layer. */
function layerInstructions(config: string | undefined): string[] {
  const { history } = (parsed(config) as { history?: unknown } | null) ?? {};
  if (!Array.isArray(history)) return [];
  const made = history.filter((it: { empty_layer?: boolean } | null) => it?.empty_layer !== true);
  return made.map((it: { created_by?: unknown } | null) => String(it?.created_by ?? ""));
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where a link of the outer tar leads: older engines save equal layers once. */
function resolved(name: string, target: string, type: "symlink" | "link"): string {
  if (type === "link") return target;
  const parts = name.split("/").slice(0, -1);
  for (const part of target.split("/"))
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  return parts.join("/");
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  report: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    report(bytes);
    yield chunk;
  }
}

const unreadable = (why: string): EngineError =>
  new EngineError("unknown", l10n.t("the saved image cannot be read: {0}", why));
