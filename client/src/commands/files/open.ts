import * as l10n from "@vscode/l10n";
import { EngineError } from "../../engine/errors.ts";
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
  async run({ files, openFile }, [target]) {
    if (!target) return;
    const { root, path } = target;
    // The editor would not say why it cannot be opened.
    if ((await (await files(root)).stat(path)) === null) throw new EngineError("gone", path);
    await openFile(uriOf(root, path));
  },
});
