import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "builds.openDockerfile",
  on: "build",
  icon: "go-to-file",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot open the Dockerfile of {0}", names),
  async run({ openPath }, [target]) {
    if (target) await openPath(target.build.dockerfile);
  },
});
