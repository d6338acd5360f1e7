import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { askForEngine } from "./form.ts";

export default command({
  id: "engines.edit",
  on: "engine",
  icon: "edit",
  group: "3_change",
  enabled: ({ known }) => known.source === "added",
  failure: (names) => l10n.t("Cannot edit {0}", names),
  async run(context, [target]) {
    const before = context.added.list().find((it) => it.id === target?.engine);
    if (before) await askForEngine(context, before);
  },
});
