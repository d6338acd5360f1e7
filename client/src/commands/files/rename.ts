import * as l10n from "@vscode/l10n";
import { EngineError } from "../../engine/errors.ts";
import { joined, parentOf } from "../../files/location.ts";
import { command } from "../command.ts";
import { askFileName } from "./names.ts";
export default command({
  id: "files.rename",
  on: "file",
  icon: "edit",
  group: "3_change",

  enabled: ({ path }) => path !== "/",
  failure: (names) => l10n.t("Cannot rename {0}", names),
  async run({ ui, files, rows }, [target]) {
    if (!target) return;
    const name = await askFileName(ui, l10n.t("Rename '{0}'", target.entry.name), target.entry.name);
    if (name === null || name === target.entry.name) return;
    const to = joined(parentOf(target.path), name);
    const place = await files(target.root);
    if (await place.stat(to)) throw new EngineError("conflict", l10n.t("{0} is there already", to));
    await place.rename(target.path, to);
    rows.refreshParent(target.id);
  },
});
