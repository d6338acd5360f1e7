import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { projectContainers, tellNothingRuns } from "./project.ts";

export default command({
  id: "compose.stop",
  on: "compose",
  icon: "debug-stop",
  group: "2_state",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot stop {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const running = (await projectContainers(context, target)).filter((it) => it.state !== "exited");
    if (running.length === 0) return tellNothingRuns(context, target);
    const engine = await context.engine();
    await Promise.all(running.map((it) => engine.stop(it.id)));
  },
});
