/** What can be done with a Dockerfile where it stands: build it, build one of its stages. */
import { fileURLToPath } from "node:url";
import * as l10n from "@vscode/l10n";
import type { CodeLens } from "vscode-languageserver-types";
import { BUILD_COMMAND, type BuildTarget, TRY_COMMAND } from "../shared/protocol.ts";
import type { Dockerfile } from "./dockerfile.ts";

/** Of a file on the disk only: an engine builds what is there. */
export function lenses(file: Dockerfile): CodeLens[] {
  const { uri } = file.document;
  if (!uri.startsWith("file:")) return [];
  const path = fileURLToPath(uri);
  const { list } = file.stages;
  return list.flatMap(({ from, name, index }) => {
    const lens = (title: string, command: string, stage: string | null): CodeLens => {
      const target: BuildTarget = { kind: "dockerfile", path, stage };
      return { range: file.rangeOf(from), command: { title, command, arguments: [target] } };
    };
    // A stage without a name is known by its number.
    const own = list.length > 1 ? (name?.text ?? String(index)) : null;
    return [
      ...(index === 0 ? [lens(l10n.t("Build image"), BUILD_COMMAND, null)] : []),
      ...(own === null ? [] : [lens(l10n.t("Build this stage"), BUILD_COMMAND, own)]),
      lens(l10n.t("Try it in a shell"), TRY_COMMAND, own),
    ];
  });
}
