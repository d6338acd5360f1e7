import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { runCompose } from "./project.ts";

export default command({
  id: "compose.up",
  on: "compose",
  icon: "play",
  group: "2_state",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot start {0}", names),
  busy: (names) => l10n.t("{0} is being started already.", names),
  async run(context, [target]) {
    if (target) await runCompose(context, target, ["up", "-d", "--build"]);
  },
});
