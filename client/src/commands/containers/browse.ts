import * as l10n from "@vscode/l10n";
import { uriOf } from "../../files/location.ts";
import { command } from "../command.ts";
export default command({
  id: "containers.browse",
  on: "container",
  icon: "files",
  group: "1_open",

  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the files of {0}", names),
  async run({ addFolder }, [target]) {
    if (!target) return;
    const { engine, container } = target;
    addFolder(uriOf({ kind: "container", engine, name: container.name }, "/"), container.name);
  },
});
