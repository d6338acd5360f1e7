import * as l10n from "@vscode/l10n";
import { uriOf } from "../../files/location.ts";
import { command } from "../command.ts";
export default command({
  id: "files.open",
  on: "file",
  icon: "go-to-file",
  group: "1_open",

  harmless: true,
  enabled: ({ isFolder, entry }) => !isFolder && entry.type !== "other",
  failure: (names) => l10n.t("Cannot open {0}", names),
  async run({ openFile }, [target]) {
    if (target) await openFile(uriOf(target.root, target.path));
  },
});
