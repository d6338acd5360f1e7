import * as l10n from "@vscode/l10n";
import { uriOf } from "../../files/location.ts";
import { command } from "../command.ts";
export default command({
  id: "files.openFolder",
  on: "file",
  icon: "root-folder-opened",
  group: "1_open",

  harmless: true,
  enabled: ({ isFolder }) => isFolder,
  failure: (names) => l10n.t("Cannot open {0}", names),
  async run({ addFolder }, [target]) {
    if (!target) return;
    const { root, path } = target;
    addFolder(uriOf(root, path), path === "/" ? root.name : `${root.name}:${path}`);
  },
});
