import * as l10n from "@vscode/l10n";
import { uriOf } from "../../files/location.ts";
import { command } from "../command.ts";
export default command({
  id: "volumes.browse",
  on: "volume",
  icon: "files",
  group: "1_open",

  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the files of {0}", names),
  async run({ addFolder }, [target]) {
    if (!target) return;
    const { engine, volume } = target;
    addFolder(uriOf({ kind: "volume", engine, name: volume.name }, "/"), volume.name);
  },
});
