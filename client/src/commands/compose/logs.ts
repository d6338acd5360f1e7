import { basename, dirname } from "node:path";
import * as l10n from "@vscode/l10n";
import { mergedLogs } from "../../compose/merged-logs.ts";
import { logProgram } from "../../terminal/log-program.ts";
import { command } from "../command.ts";
import { projectContainers, tellNothingRuns } from "./project.ts";

/** Lines of each container. */
const TAIL = 200;

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
    const [only, ...more] = containers;
    if (!only) return tellNothingRuns(context, target);
    if (more.length === 0)
      return context.execute("gantry.containers.logs", { kind: "container", id: only.id, container: only });
    const engine = await context.engine();
    const name = target.service ?? basename(dirname(target.path));
    const open = async (signal: AbortSignal) =>
      mergedLogs(
        await Promise.all(
          containers.map(async (it) => ({
            name: it.name,
            chunks: await engine.logs(it.id, { follow: true, tail: TAIL }, signal),
          })),
        ),
      );
    context.ui.terminal(
      l10n.t("{0} (logs)", name),
      "output",
      logProgram(open, {
        failure: l10n.t("Cannot show the logs of {0}", `'${name}'`),
        ended: l10n.t("'{0}' has stopped: end of its logs.", name),
      }),
    );
  },
});
