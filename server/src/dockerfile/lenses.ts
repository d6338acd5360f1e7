/** What can be done with a Dockerfile where it stands: build it, build one of its stages. */
import { fileURLToPath } from "node:url";
import * as l10n from "@vscode/l10n";
import type { CodeLens } from "vscode-languageserver-types";
import { BUILD_COMMAND, type BuildTarget } from "../shared/protocol.ts";
import type { Dockerfile } from "./dockerfile.ts";

/** Of a file on the disk only: an engine builds what is there. */
export function lenses(file: Dockerfile): CodeLens[] {
  const { uri } = file.document;
  if (!uri.startsWith("file:")) return [];
  const path = fileURLToPath(uri);
  const { list } = file.stages;
  return list.flatMap(({ from, name, index }) => {
    const lens = (title: string, stage: string | null): CodeLens => {
      const target: BuildTarget = { kind: "dockerfile", path, stage };
      return { range: file.rangeOf(from), command: { title, command: BUILD_COMMAND, arguments: [target] } };
    };
    // A stage without a name is known by its number.
    const own = list.length > 1 ? [lens(l10n.t("Build this stage"), name?.text ?? String(index))] : [];
    return index === 0 ? [lens(l10n.t("Build image"), null), ...own] : own;
  });
}
