import * as l10n from "@vscode/l10n";
import type { ComposeFile, Entry } from "../../../compose/compose-file.ts";
import { cyclesIn } from "../../../compose/cycles.ts";
import { uriOf } from "../../../compose/env.ts";
import { otherFile } from "../../../compose/project.ts";
import { extendedBy } from "../../../compose/services.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "extends-cycle",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("Services extend each other in a circle."),
    why: () => l10n.t("Docker Compose refuses the project: it can never know what the services are."),
    bad: "services:\n  web:\n    extends: base\n    image: nginx:1.29\n  base:\n    extends: web\n    image: nginx:1.29\n",
    good: "services:\n  web:\n    extends: base\n  base:\n    image: nginx:1.29\n",
  },
  messages: {
    cycle: (path) => l10n.t("These services extend each other: {0}.", path),
  },
  check(file, report) {
    const edges = new Map(
      file.services.flatMap(({ name, body }) => {
        const base = extendedBy(file, body);
        return base ? [[name, new Map([[base.value, base]])] as const] : [];
      }),
    );
    for (const service of file.services) {
      const found = wayBack(file, service);
      if (found) report(found.node, "cycle", { args: [found.names.map((it) => `\`${it}\``).join(" → ")] });
    }
    for (const { path, edge } of cyclesIn(edges)) {
      report(edge, "cycle", { args: [path.map((it) => `\`${it}\``).join(" → ")] });
    }
  },
});

const FURTHEST = 50;

/** Through other files back to the service: what `extends` names in this file, and the services on the way. */
function wayBack(start: ComposeFile, service: Entry): { node: ScalarNode; names: string[] } | null {
  const names = [service.name];
  let node: ScalarNode | null = null;
  let isElsewhere = false;
  let file = start;
  let entry: Entry | null = service;
  for (let steps = 0; entry && steps < FURTHEST; steps++) {
    const extended: Extended | null = extendedFrom(file, entry);
    if (!extended) return null;
    node ??= extended.node;
    isElsewhere ||= extended.file.document.uri !== start.document.uri;
    file = extended.file;
    entry = file.entry("services", extended.node.value);
    names.push(extended.node.value);
    const isBack = file.document.uri === start.document.uri && extended.node.value === service.name;
    // A circle within one file is found without this.
    if (isBack) return isElsewhere ? { node, names } : null;
  }
  return null;
}

interface Extended {
  readonly file: ComposeFile;
  readonly node: ScalarNode;
}

function extendedFrom(file: ComposeFile, { body }: Entry): Extended | null {
  const same = extendedBy(file, body);
  if (same) return { file, node: same };
  const [node, path] = [file.scalar(body, "extends", "service"), file.scalar(body, "extends", "file")];
  const uri = path && uriOf(file, path.value);
  const other = uri && otherFile(file, uri);
  return node && other ? { file: other, node } : null;
}
