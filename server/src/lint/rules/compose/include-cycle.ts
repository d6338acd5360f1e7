import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { uriOf } from "../../../compose/env.ts";
import { nameOf, resolvePath } from "../../../compose/files.ts";
import { includedPaths, otherFile } from "../../../compose/project.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "include-cycle",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("Compose files include each other in a circle."),
    why: () => l10n.t("Docker Compose refuses the project: it would never be done with reading."),
    bad: "include:\n  - compose.yaml\nservices:\n  web:\n    image: nginx:1.29\n",
    good: "include:\n  - base.yaml\nservices:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    cycle: (path) => l10n.t("These files include each other: {0}.", path),
  },
  check(file, report) {
    for (const node of includedPaths(file)) {
      const path = wayBack(file, uriOf(file, node.value));
      if (!path) continue;
      const names = [file.document.uri, ...path].map((uri) => `\`${nameOf(uri)}\``);
      report(node, "cycle", { args: [names.join(" → ")] });
    }
  },
});

/** The files from `first` back to `file`, each looked at once; null when none leads there. */
function wayBack(file: ComposeFile, first: string | null): string[] | null {
  const seen = new Set<string>();
  const search = (uri: string | null): string[] | null => {
    if (uri === null || seen.has(uri)) return null;
    if (uri === file.document.uri) return [uri];
    seen.add(uri);
    const other = otherFile(file, uri);
    for (const node of other ? includedPaths(other) : []) {
      const found = search(resolvePath(uri, node.value));
      if (found) return [uri, ...found];
    }
    return null;
  };
  return search(first);
}
