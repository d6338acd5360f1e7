/** Names of documents that tell of builds. */
import type { BuildRecord } from "../../build/history.ts";

/** `shop:1 2026-11-21T14:05:09.log` */
export const documentName = ({ options, startedAt }: BuildRecord, extension: string): string =>
  `${options.tag} ${new Date(startedAt).toISOString().slice(0, 19)}.${extension}`;
