import * as l10n from "@vscode/l10n";
import { makeCurrentContext } from "../../engine/contexts.ts";
import { thisMachine } from "../../engine/machine.ts";
import { command } from "../command.ts";

export default command({
  id: "engines.useEverywhere",
  on: "engine",
  icon: "globe",
  group: "3_change",
  enabled: ({ known }) => known.context !== null,
  failure: (names) => l10n.t("Cannot make {0} the current docker context", names),
  async run({ ui, engines }, [target]) {
    const context = target?.known.context;
    if (!context) return;
    const question = l10n.t("Make '{0}' the current docker context?", context);
    const detail = l10n.t("The docker command uses it from then on too, in every window and terminal.");
    if (!(await ui.confirm(question, detail, l10n.t("Make Current")))) return;
    await makeCurrentContext(context, thisMachine());
    await engines.refresh();
  },
});
