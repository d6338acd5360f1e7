import { homedir } from "node:os";
import * as l10n from "@vscode/l10n";
import { startPlan } from "../../engine/start.ts";
import { command, nameOf } from "../command.ts";

export default command({
  id: "engines.start",
  on: "engine",
  icon: "play",
  group: "1_open",
  inline: true,
  enabled: ({ known, status }) =>
    status?.kind === "unreachable" &&
    (status.reason === "stopped" || status.reason === "missing") &&
    startPlan(known, process.platform) !== null,
  failure: (names) => l10n.t("Cannot start {0}", names),
  async run({ ui, store, runProcess }, [target]) {
    const plan = target ? startPlan(target.known, process.platform) : null;
    if (!target || plan === null) return;
    const name = l10n.t("{0} (start)", nameOf(target));
    // In a terminal: it may want to ask for a password, and says why it fails.
    const exitCode = await runProcess({ name, ...plan, cwd: homedir(), env: {} });
    if (exitCode === 0) store().retry();
    else ui.warn(l10n.t("'{0}' was not started; its terminal says why.", nameOf(target)));
  },
});
