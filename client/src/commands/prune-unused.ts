/** Removing what nothing uses: exactly what was shown before, and nothing that has come since. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { ObjectKind, Unused } from "../engine/api/system.ts";
import type { Engine } from "../engine/engine.ts";
import { removeAll } from "../engine/remove-all.ts";
import type { CommandContext } from "./command.ts";
import { unusedNames } from "./unused-names.ts";

export interface PruneTexts {
  readonly nothing: string;
  readonly question: (count: number) => string;
  /** Where it is more than what the engine itself would remove. */
  readonly find?: (signal: AbortSignal) => Promise<readonly Unused[]>;
}

const MOST_NAMES = 20;

export async function pruneUnused(
  { ui, engine }: Pick<CommandContext, "ui" | "engine">,
  kind: ObjectKind,
  texts: PruneTexts,
): Promise<void> {
  const connected = await engine();
  const find = texts.find ?? ((signal: AbortSignal) => connected.unused(kind, signal));
  const unused = await ui.progress(l10n.t("Looking for what is not used"), (_, signal) => find(signal));
  if (unused.length === 0) {
    ui.info(texts.nothing);
    return;
  }
  if (!(await ui.confirm(texts.question(unused.length), detailOf(unused), l10n.t("Remove")))) return;
  await removeAll(unused, (it) => removeOne(connected, kind, it.id));
}

export function detailOf(unused: readonly Unused[]): string {
  const sizes = unused.map((it) => it.size).filter((it) => it !== null);
  const freed = sizes.reduce((sum, it) => sum + it, 0);
  return [unusedNames(unused, MOST_NAMES), ...(sizes.length > 0 ? [l10n.t("Frees {0}.", bytes(freed))] : [])].join(
    "\n",
  );
}

function removeOne(engine: Engine, kind: ObjectKind, id: string): Promise<void> {
  switch (kind) {
    case "container":
      return engine.remove(id, { force: false, volumes: false });
    case "image":
      return engine.removeImage(id, { force: false });
    case "volume":
      return engine.removeVolume(id, { force: false });
    case "network":
      return engine.removeNetwork(id);
  }
}
