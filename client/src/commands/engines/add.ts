import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { askForEngine } from "./form.ts";

export default command({
  id: "engines.add",
  on: "window",
  icon: "add",
  group: "3_change",
  inTitle: { view: "engines", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot add the engine"),
  run: (context) => askForEngine(context, null),
});
