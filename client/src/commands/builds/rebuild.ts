import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { buildInTerminal } from "../images/build-in-terminal.ts";

export default command({
  id: "builds.rebuild",
  on: "build",
  icon: "debug-rerun",
  group: "1_open",
  inline: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot build {0}", names),
  busy: (names) => l10n.t("{0} is being built already.", names),
  async run(context, [target]) {
    if (target) await buildInTerminal(context, target.build.dockerfile, target.build.options);
  },
});
