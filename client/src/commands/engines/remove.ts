import * as l10n from "@vscode/l10n";
import { command, nameOf } from "../command.ts";

export default command({
  id: "engines.remove",
  on: "engine",
  icon: "trash",
  group: "9_remove",
  enabled: ({ known }) => known.source === "added",
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engines, added }, [target]) {
    if (!target) return;
    const question = l10n.t("Take the engine '{0}' off the list?", nameOf(target));
    const detail = l10n.t("The engine and all that it has stay as they are.");
    if (!(await ui.confirm(question, detail, l10n.t("Remove")))) return;
    engines.disconnect(target.engine);
    await added.remove(target.engine);
    await engines.refresh();
  },
});
