import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { command, nameOf } from "../command.ts";
import { removalQuestion } from "../confirm-removal.ts";

export default command({
  id: "containers.remove",
  on: "container",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: ({ container }) => container.state !== "removing",
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const running = targets.filter((it) => it.container.state === "running").map(nameOf);
    const question = removalQuestion(targets.map(nameOf), {
      one: (name) => l10n.t("Remove the container '{0}'?", name),
      many: (count) => l10n.t("Remove {0} containers?", count),
      detail: [
        ...(running.length > 0 ? [killedFirst(targets.length, running)] : []),
        l10n.t("Its file system is lost; named volumes are kept."),
      ],
    });
    const [remove, withVolumes] = [l10n.t("Remove"), l10n.t("Remove with Unnamed Volumes")];
    // The engine knows which are unnamed; a container without any volume has none.
    const answers = targets.some((it) => it.container.volumes.length > 0) ? [remove, withVolumes] : [remove];
    const answer = await ui.choose(...question, ...answers);
    if (answer === null) return;
    const connected = await engine();
    const options = { force: true, volumes: answer === withVolumes };
    await removeAll(targets, ({ container }) => connected.remove(container.id, options));
  },
});

/** The names, where it is not plain which they are. */
const killedFirst = (all: number, running: readonly string[]): string =>
  all === 1
    ? l10n.t("It is still running, and is killed first.")
    : l10n.t("Still running, and killed first: {0}.", running.join(", "));
