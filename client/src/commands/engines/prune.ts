import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import type { Leftovers, Unused } from "../../engine/api/system.ts";
import type { Engine } from "../../engine/engine.ts";
import { removeAll } from "../../engine/remove-all.ts";
import { command, nameOf } from "../command.ts";
import { unusedNames } from "../unused-names.ts";
import { isConnected } from "./is-connected.ts";

export default command({
  id: "engines.prune",
  on: "engine",
  icon: "clear-all",
  group: "9_remove",
  enabled: isConnected,
  failure: (names) => l10n.t("Cannot remove what {0} does not use", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const connected = await engine();
    const looking = l10n.t("Looking for what is not used");
    const found = await ui.progress(looking, (_, signal) => connected.leftovers(signal));
    if (isNothing(found)) {
      ui.info(l10n.t("Everything that '{0}' has is in use.", nameOf(target)));
      return;
    }
    const question = l10n.t("Remove all that '{0}' does not use?", nameOf(target));
    const [all, withoutVolumes] = [l10n.t("Remove"), l10n.t("Remove All but Volumes")];
    const answers = found.volumes.length > 0 ? [withoutVolumes, all] : [all];
    const answer = await ui.choose(question, previewOf(found), ...answers);
    if (answer === null) return;
    const volumes = answer === all ? found.volumes : [];
    await ui.progress(l10n.t("Removing what is not used"), () => removeThose(connected, { ...found, volumes }));
    ui.info(l10n.t("'{0}' has {1} more room.", nameOf(target), bytes(freedBy({ ...found, volumes }))));
  },
});

const isNothing = ({ containers, images, volumes, networks, buildCache }: Leftovers): boolean =>
  buildCache === 0 && [containers, images, volumes, networks].every((it) => it.length === 0);

/** Exactly what was shown; what uses others goes before them. */
async function removeThose(engine: Engine, found: Leftovers): Promise<void> {
  await removeAll(found.containers, (it) => engine.remove(it.id, { force: false, volumes: false }));
  await removeAll(found.images, (it) => engine.removeImage(it.id, { force: false }));
  await removeAll(found.volumes, (it) => engine.removeVolume(it.id, { force: false }));
  await removeAll(found.networks, (it) => engine.removeNetwork(it.id));
  if (found.buildCache > 0) await engine.pruneBuildCache();
}

/** Of each kind. */
const MOST_NAMES = 8;

export function previewOf(found: Leftovers): string {
  const kinds: readonly (readonly [string, readonly Unused[]])[] = [
    [l10n.t("Stopped containers"), found.containers],
    [l10n.t("Dangling images"), found.images],
    [l10n.t("Volumes, with what is in them"), found.volumes],
    [l10n.t("Networks"), found.networks],
  ];
  const lines = kinds.filter(([, it]) => it.length > 0).map(([kind, it]) => `${kind}: ${unusedNames(it, MOST_NAMES)}`);
  const cache = found.buildCache > 0 ? [l10n.t("Build cache: {0}", bytes(found.buildCache))] : [];
  return [...lines, ...cache, "", l10n.t("Frees {0}.", bytes(freedBy(found)))].join("\n");
}

function freedBy({ containers, images, volumes, networks, buildCache }: Leftovers): number {
  const sizes = [containers, images, volumes, networks].flat().map((it) => it.size ?? 0);
  return sizes.reduce((total, it) => total + it, buildCache);
}
