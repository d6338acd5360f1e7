import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "files.copyPath",
  on: "file",
  icon: "copy",
  group: "4_look",

  many: true,
  harmless: true,
  enabled: ({ path }) => path !== "/",
  failure: (names) => l10n.t("Cannot copy from {0}", names),
  async run({ copy }, targets) {
    await copy(targets.map((it) => it.path).join("\n"));
  },
});
