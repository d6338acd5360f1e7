import * as l10n from "@vscode/l10n";
import { pullWithProgress } from "../../run/transfer.ts";
import { command } from "../command.ts";

export default command({
  id: "images.pull",
  on: "image",
  icon: "cloud-download",
  group: "2_state",
  many: true,
  enabled: ({ tag }) => tag !== null,
  failure: (names) => l10n.t("Cannot pull {0}", names),
  busy: (names) => l10n.t("{0} is being pulled already.", names),
  async run(context, targets) {
    const engine = await context.engine();
    for (const { tag } of targets) {
      if (tag === null) continue;
      const outcome = await pullWithProgress(context, engine, { reference: tag });
      if (outcome === "cancelled") return;
      const text = outcome === "current" ? l10n.t("There is no newer {0}.", tag) : l10n.t("Pulled {0}.", tag);
      context.ui.info(text);
    }
  },
});
