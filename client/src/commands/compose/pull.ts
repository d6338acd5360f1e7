import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { runCompose } from "./project.ts";

export default command({
  id: "compose.pull",
  on: "compose",
  icon: "cloud-download",
  group: "2_state",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot pull the images of {0}", names),
  busy: (names) => l10n.t("The images of {0} are being pulled already.", names),
  async run(context, [target]) {
    if (target) await runCompose(context, target, ["pull"]);
  },
});
