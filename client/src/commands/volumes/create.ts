import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "volumes.create",
  on: "window",
  icon: "add",
  group: "1_open",
  inTitle: { view: "volumes", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot create the volume"),
  async run({ ui, engine, store }) {
    const name = await ui.input({
      title: l10n.t("Create a volume"),
      prompt: l10n.t("Its name"),
      value: "",
      validate: (text) => {
        if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text))
          return l10n.t("Two characters or more: letters, digits, '_', '.' and '-', the first a letter or digit.");
        return store().volumes.has(text) ? l10n.t("There is a volume of this name.") : null;
      },
    });
    if (name !== null) await (await engine()).createVolume(name);
  },
});
