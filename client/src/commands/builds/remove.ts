import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "builds.remove",
  on: "build",
  icon: "close",
  group: "9_remove",
  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot remove {0} from the history", names),
  run: ({ builds }, targets) => builds.remove(targets.map((it) => it.build)),
});
