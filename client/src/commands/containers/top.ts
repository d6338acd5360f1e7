import * as l10n from "@vscode/l10n";
import { table } from "../../ui/table.ts";
import { command } from "../command.ts";
export default command({
  id: "containers.top",
  on: "container",
  icon: "list-flat",
  group: "4_look",

  harmless: true,
  enabled: ({ container }) => container.state === "running" || container.state === "paused",
  failure: (names) => l10n.t("Cannot show the processes of {0}", names),
  async run({ engine, showText }, [target]) {
    if (!target) return;
    const { id, name } = target.container;
    const { titles, rows } = await (await engine()).processes(id);
    await showText(l10n.t("{0} (processes)", name), table([titles, ...rows]));
  },
});
