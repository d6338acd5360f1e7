/** What the page of an image's layers shows; the page itself is media/layers.js. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { FileChange, ImageReport } from "./analyse.ts";

export interface ShownImage {
  readonly id: string;
  readonly name: string;
  readonly report: ImageReport;
  /** The Dockerfile that it was built from here; null where that is not known. */
  readonly source: { readonly path: string; readonly lines: readonly (number | null)[] } | null;
}

/** A list that nobody reads to its end: a search finds what is behind it. */
export const MOST_ROWS = 500;

export interface PageRow {
  readonly sign: string;
  /** The sign in words. */
  readonly meaning: string;
  readonly path: string;
  readonly size: string;
}

/** Everything but the files, which are asked for layer by layer. */
export function pageOf({ name, report, source }: ShownImage) {
  const { size, wasted, layers } = report;
  const kept = size === 0 ? 100 : Math.floor((1 - wasted / size) * 100);
  return {
    title: name,
    summary: [
      bytes(size),
      layers.length === 1 ? l10n.t("1 layer") : l10n.t("{0} layers", layers.length),
      wasted === 0 ? l10n.t("nothing wasted") : l10n.t("{0} wasted", bytes(wasted)),
      l10n.t("{0} % in use", kept),
    ].join(" · "),
    layers: [
      ...layers.map((it, i) => ({
        number: String(i + 1),
        instruction: it.instruction || l10n.t("(unknown instruction)"),
        size: bytes(it.size),
        percent: Math.round(it.share * 1000) / 10,
        note: [
          it.files.length === 1 ? l10n.t("1 change") : l10n.t("{0} changes", it.files.length),
          ...(it.wasted > 0 ? [l10n.t("{0} wasted later", bytes(it.wasted))] : []),
        ].join(" · "),
        isLinked: typeof source?.lines[i] === "number",
      })),
      {
        number: "",
        instruction: l10n.t("Wasted space"),
        size: bytes(wasted),
        percent: size === 0 ? 0 : Math.round((wasted / size) * 1000) / 10,
        note: l10n.t("stored, but overwritten or removed by a later layer"),
        isLinked: false,
      },
    ],
    texts: {
      layers: l10n.t("Layers"),
      files: l10n.t("Files"),
      search: l10n.t("Search files"),
      open: l10n.t("Open in the Dockerfile"),
    },
  };
}

/** The files of a layer that the search lets through, the largest first; the index after the last layer is the waste. */
export function rowsOf({ layers, wastedPaths }: ImageReport, layer: number, search: string) {
  const wanted = search.trim().toLowerCase();
  const fits = ({ path }: { readonly path: string }): boolean => path.toLowerCase().includes(wanted);
  const found =
    layer < layers.length
      ? (layers[layer]?.files ?? []).filter(fits).map(changeRow)
      : wastedPaths.filter(fits).map(({ path, size, times }): PageRow => {
          return { sign: `×${times}`, meaning: l10n.t("stored {0} times in vain", times), path, size: bytes(size) };
        });
  const rows = found.slice(0, MOST_ROWS);
  const count =
    found.length > rows.length
      ? l10n.t("The {0} largest of {1}. Search to see others.", rows.length, found.length)
      : found.length === 0
        ? wanted === ""
          ? l10n.t("No files.")
          : l10n.t("No file has '{0}' in its path.", search.trim())
        : l10n.t("{0} entries", found.length);
  return { rows, count };
}

function changeRow({ path, change, size }: FileChange): PageRow {
  switch (change) {
    case "added":
      return { sign: "+", meaning: l10n.t("added"), path, size: bytes(size) };
    case "changed":
      return { sign: "~", meaning: l10n.t("changed"), path, size: bytes(size) };
    case "removed":
      return { sign: "−", meaning: l10n.t("removed"), path, size: bytes(size) };
  }
}
