import * as l10n from "@vscode/l10n";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { removeAll } from "../../engine/remove-all.ts";
import type { ImageNode } from "../../views/node.ts";
import { command, imageReference, nameOf } from "../command.ts";
import { confirmRemoval } from "../confirm-removal.ts";

export default command({
  id: "images.remove",
  on: "image",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const isWanted = await confirmRemoval(ui, targets.map(nameOf), {
      one: (name) => l10n.t("Remove the image '{0}'?", name),
      many: (count) => l10n.t("Remove {0} images?", count),
    });
    if (!isWanted) return;
    const connected = await engine();
    const refused = await removeWhatCanBe(connected, targets);
    if (refused.length === 0) return;
    const why = refused.map(({ target, message }) => `${nameOf(target)}: ${message}`);
    const force =
      refused.length === 1
        ? l10n.t(
            "The engine refuses to remove '{0}'. Remove it by force?",
            refused.map((it) => nameOf(it.target)).join(),
          )
        : l10n.t("The engine refuses to remove {0} images. Remove them by force?", refused.length);
    if (!(await ui.confirm(force, why.join("\n"), l10n.t("Remove by Force")))) return;
    await removeAll(refused, ({ target }) => connected.removeImage(imageReference(target), { force: true }));
  },
});

interface Refused {
  readonly target: ImageNode;
  /** The engine's own words: which container uses it. */
  readonly message: string;
}

/** Answers those that are in use. */
async function removeWhatCanBe(engine: Engine, targets: readonly ImageNode[]): Promise<Refused[]> {
  const refused: Refused[] = [];
  await removeAll(targets, async (target) => {
    try {
      await engine.removeImage(imageReference(target), { force: false });
    } catch (error) {
      if (!(error instanceof EngineError && error.reason === "conflict")) throw error;
      refused.push({ target, message: error.message });
    }
  });
  return refused;
}
