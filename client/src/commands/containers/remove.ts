import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { command, nameOf } from "../command.ts";

export default command({
  id: "containers.remove",
  on: "container",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: ({ container }) => container.state !== "removing",
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const names = targets.map(nameOf);
    const question =
      targets.length === 1
        ? l10n.t("Remove the container '{0}'?", names.join())
        : l10n.t("Remove {0} containers?", targets.length);
    const running = targets.filter((it) => it.container.state === "running").map(nameOf);
    const detail = [
      ...(targets.length > 1 ? [names.join(", ")] : []),
      ...(running.length > 0 ? [l10n.t("Still running, and killed first: {0}.", running.join(", "))] : []),
      l10n.t("Its file system is lost; named volumes are kept."),
    ];
    if (!(await ui.confirm(question, detail.join("\n"), l10n.t("Remove")))) return;
    const connected = await engine();
    await removeAll(targets, ({ container }) => connected.remove(container.id, { force: true, volumes: false }));
  },
});
