import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import type { KindUsage } from "../../engine/api/system.ts";
import { command, nameOf } from "../command.ts";
import { isConnected } from "./is-connected.ts";

export default command({
  id: "engines.usage",
  on: "engine",
  icon: "pie-chart",
  group: "4_look",
  enabled: isConnected,
  failure: (names) => l10n.t("Cannot measure the disk usage of {0}", names),
  async run({ ui, engine, execute }, [target]) {
    if (!target) return;
    const connected = await engine();
    const measuring = l10n.t("Measuring the disk usage of {0}", nameOf(target));
    const usage = await ui.progress(measuring, (_, signal) => connected.usage(signal));
    const item = (label: string, { count, inUse, size }: KindUsage) => ({
      label,
      description: bytes(size),
      detail: l10n.t("{0} in all, {1} in use", count, inUse),
      value: "nothing",
    });
    const total = Object.values(usage).reduce((sum: number, it: KindUsage) => sum + it.size, 0);
    const chosen = await ui.pick(l10n.t("Disk usage of {0}: {1}", nameOf(target), bytes(total)), [
      item(l10n.t("Images"), usage.images),
      item(l10n.t("Containers"), usage.containers),
      item(l10n.t("Volumes"), usage.volumes),
      ...(usage.buildCache.count > 0 ? [item(l10n.t("Build cache"), usage.buildCache)] : []),
      { label: l10n.t("Remove what is not used..."), detail: l10n.t("Shows first what would go"), value: "prune" },
    ]);
    if (chosen === "prune") execute("gantry.engines.prune", target);
  },
});
