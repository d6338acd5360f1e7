/** Reads the build context, and asks before a surprisingly large one is sent. */
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { largestEntries } from "../../../../server/src/shared/context/largest.ts";
import { type BuildContext, readContext } from "../../../../server/src/shared/context/read.ts";
import type { Ui } from "../../ui/ui.ts";

const NAMED_ENTRIES = 10;
const MEGABYTE = 1_000_000;

/** Null when the user thought better of it. `limit` is in MB; 0 never asks. */
export async function agreedContext(
  ui: Ui,
  { folder, dockerfile, limit }: { readonly folder: string; readonly dockerfile: string; readonly limit: number },
  signal: AbortSignal,
): Promise<BuildContext | null> {
  for (;;) {
    const context = await readContext(folder, dockerfile, signal);
    if (limit <= 0 || context.bytes <= limit * MEGABYTE) return context;
    const largest = largestEntries(context, NAMED_ENTRIES);
    const send = l10n.t("Send It");
    const ignore = l10n.t("Add to .dockerignore...");
    const question = l10n.t("The build context has {0} in {1} files. Send it?", bytes(context.bytes), context.files);
    const detail = largest.map((it) => `${it.path}  ${bytes(it.size)}`).join("\n");
    const answer = await ui.choose(question, detail, send, ignore);
    if (answer === null) return null;
    if (answer === send) return context;
    const items = largest.map(({ path, size }) => ({ label: path, description: bytes(size), value: path }));
    const path = await ui.pick(l10n.t("Leave out of the build context"), items);
    if (path !== null) await appendFile(context.ignoreFile ?? join(folder, ".dockerignore"), `\n${pattern(path)}\n`);
  }
}

/** The path as a pattern that means just it. */
const pattern = (path: string): string => `/${path.replace(/[\\*?[\]]/g, "\\$&").replace(/\/$/, "")}`;
