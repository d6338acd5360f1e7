import * as l10n from "@vscode/l10n";
import { EngineError } from "../../engine/errors.ts";
import { joined } from "../../files/location.ts";
import { command } from "../command.ts";
import { askFileName } from "./names.ts";
export default command({
  id: "files.newFolder",
  on: "file",
  icon: "new-folder",
  group: "3_change",

  enabled: ({ isFolder }) => isFolder,
  failure: (names) => l10n.t("Cannot create it in {0}", names),
  async run({ ui, files, rows }, [target]) {
    if (!target) return;
    const place = await files(target.root);
    const name = await askFileName(ui, l10n.t("New folder in {0}", target.path), "");
    if (name === null) return;
    const path = joined(target.path, name);
    if (await place.stat(path)) throw new EngineError("conflict", l10n.t("{0} is there already", path));
    await place.createFolder(path);
    rows.refresh(target.id);
  },
});
