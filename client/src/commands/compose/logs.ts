import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { projectContainers, tellNothingRuns } from "./project.ts";

export default command({
  id: "compose.logs",
  on: "compose",
  icon: "output",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the logs of {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const containers = await projectContainers(context, target);
    if (containers.length === 0) return tellNothingRuns(context, target);
    context.showLogs(context.store(), containers);
  },
});
