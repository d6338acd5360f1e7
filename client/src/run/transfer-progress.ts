/** What a pull or push has done so far, out of the lines that the engine reports. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { TransferEvent } from "../engine/api/images.ts";
import type { ProgressReport } from "../ui/ui.ts";

interface Layer {
  /** Bytes that went over the network. */
  readonly moved: number;
  /** Bytes, or null before the engine knows. */
  readonly size: number | null;
  /** Of unpacking, 0 to 1. */
  readonly unpacked: number;
  readonly isDone: boolean;
}

export type TransferPicture = ReadonlyMap<string, Layer>;
export const NOTHING_MOVED: TransferPicture = new Map();

const DONE = /^(pull complete|already exists|layer already exists|pushed|mounted from\b)/i;
const NEW: Layer = { moved: 0, size: null, unpacked: 0, isDone: false };
/** Unpacking takes its time too: of a layer's bar, this part is for the network. */
const NETWORK_PART = 0.8;

export function withTransfer(
  picture: TransferPicture,
  { layer, status, current, total }: TransferEvent,
): TransferPicture {
  if (layer === null) return picture;
  return new Map(picture).set(layer, advanced(picture.get(layer) ?? NEW, status, current, total));
}

function advanced(before: Layer, status: string, current: number | null, total: number | null): Layer {
  if (DONE.test(status)) return { ...before, moved: before.size ?? 0, unpacked: 1, isDone: true };
  if (/^(download complete|verifying checksum)/i.test(status)) return { ...before, moved: before.size ?? before.moved };
  if (current === null) return before;
  if (/^extracting/i.test(status)) return { ...before, unpacked: total === null ? 0 : Math.min(1, current / total) };
  const size = total ?? before.size;
  return { ...before, moved: size === null ? current : Math.min(current, size), size };
}

/** Layers and bytes; a message only where there is something to count. */
export function transferReport(picture: TransferPicture): ProgressReport {
  const layers = [...picture.values()];
  if (layers.length === 0) return {};
  const done = layers.filter((it) => it.isDone).length;
  const known = layers.filter((it) => it.size !== null);
  const size = sum(known.map((it) => it.size ?? 0));
  const average = known.length === 0 ? 1 : size / known.length;
  // A layer whose size is not known yet, or that was there before, counts as one of the usual size.
  const weighed = layers.map((it) => ({ weight: it.size ?? average, part: partOf(it) }));
  const fraction = sum(weighed.map((it) => it.weight * it.part)) / sum(weighed.map((it) => it.weight));
  const count = l10n.t("{0} of {1} layers", done, layers.length);
  const moved = sum(known.map((it) => it.moved));
  const amount = size === 0 ? "" : `, ${l10n.t("{0} of {1}", bytes(moved), bytes(size))}`;
  return { fraction, message: `${count}${amount}` };
}

function partOf({ moved, size, unpacked, isDone }: Layer): number {
  if (isDone) return 1;
  return (size === null ? 0 : (moved / size) * NETWORK_PART) + unpacked * (1 - NETWORK_PART);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, it) => total + it, 0);
