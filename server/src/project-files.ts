/** Files of the project beside a document that say how it is linted; read when asked, never watched here. */
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";
import { HADOLINT_FILES, type HadolintConfig, hadolintConfig, NO_CONFIG } from "./lint/hadolint-config.ts";
import type { OtherFile } from "./lint/rule.ts";

/** The nearest `.hadolint.yaml` at or above the document; none for documents that are no files. */
export function hadolintConfigOf(uri: string, log: (message: string) => void): HadolintConfig {
  const found = nearestConfig(uri);
  if (!found) return NO_CONFIG;
  try {
    return hadolintConfig(parse(found.text, { logLevel: "silent" }));
  } catch (error) {
    log(`${found.file}: ${error instanceof Error ? error.message : String(error)}`);
    return NO_CONFIG;
  }
}

/** The configuration that holds for a document, or the one that could be made beside it; null for documents that are no files. */
export function hadolintFileOf(uri: string): OtherFile | null {
  if (!uri.startsWith("file:")) return null;
  const found = nearestConfig(uri);
  if (found) return { uri: pathToFileURL(found.file).href, text: found.text };
  return { uri: new URL(HADOLINT_FILES[0] ?? "", uri).href, text: null };
}

/** Whether a file may be changed, or made where it is not there. */
export function isWritable(uri: string): boolean {
  if (!uri.startsWith("file:")) return false;
  const path = fileURLToPath(uri);
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    return true;
  } catch {
    return false; // A folder that is gone or only to be read.
  }
}

function nearestConfig(uri: string): { readonly file: string; readonly text: string } | null {
  if (!uri.startsWith("file:")) return null;
  for (let folder = dirname(fileURLToPath(uri)); ; folder = dirname(folder)) {
    for (const name of HADOLINT_FILES) {
      const file = join(folder, name);
      const text = read(file);
      if (text !== null) return { file, text };
    }
    if (folder === dirname(folder)) return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null; // Mostly it is not there; one that cannot be read is as good as none.
  }
}
