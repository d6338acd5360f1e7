import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { projectContainers, tellNothingRuns } from "./project.ts";

export default command({
  id: "compose.shell",
  on: "compose",
  icon: "terminal",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot attach a shell to {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const running = (await projectContainers(context, target)).filter((it) => it.state === "running");
    const [only, ...more] = running;
    if (!only) return tellNothingRuns(context, target);
    const items = running.map((value) => ({ label: value.name, value }));
    const container = more.length > 0 ? await context.ui.pick(l10n.t("Choose a container"), items) : only;
    if (container) context.execute("gantry.containers.attachShell", { kind: "container", id: container.id, container });
  },
});
