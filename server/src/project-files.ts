/** Files of the project beside a document that say how it is linted; read when asked, never watched here. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { HADOLINT_FILES, type HadolintConfig, hadolintConfig, NO_CONFIG } from "./lint/hadolint-config.ts";

/** The nearest `.hadolint.yaml` at or above the document; none for documents that are no files. */
export function hadolintConfigOf(uri: string, log: (message: string) => void): HadolintConfig {
  if (!uri.startsWith("file:")) return NO_CONFIG;
  for (let folder = dirname(fileURLToPath(uri)); ; folder = dirname(folder)) {
    for (const name of HADOLINT_FILES) {
      const file = join(folder, name);
      const text = read(file);
      if (text === null) continue;
      try {
        return hadolintConfig(parse(text, { logLevel: "silent" }));
      } catch (error) {
        log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        return NO_CONFIG;
      }
    }
    if (folder === dirname(folder)) return NO_CONFIG;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null; // Mostly it is not there; one that cannot be read is as good as none.
  }
}
