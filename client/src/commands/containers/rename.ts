import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.rename",
  on: "container",
  icon: "edit",
  group: "3_change",
  enabled: ({ container }) => container.state !== "removing",
  failure: (names) => l10n.t("Cannot rename {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const { id, name } = target.container;
    const wanted = await ui.input({
      title: l10n.t("Rename '{0}'", name),
      prompt: l10n.t("The container's new name"),
      value: name,
      // The rule of both Docker and Podman.
      validate: (text) =>
        /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)
          ? null
          : l10n.t("Two characters or more: letters, digits, '_', '.' and '-', the first a letter or digit."),
    });
    if (wanted === null || wanted === name) return;
    await (await engine()).rename(id, wanted);
  },
});
