import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { analyse } from "../../layers/analyse.ts";
import { command, imageReference, nameOf } from "../command.ts";

export default command({
  id: "images.layers",
  on: "image",
  icon: "layers",
  group: "4_look",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot read the layers of {0}", names),
  busy: (names) => l10n.t("The layers of {0} are being read already.", names),
  async run(context, [target]) {
    if (!target) return;
    const engine = await context.engine();
    const { readSavedImage } = await import("../../layers/saved-image.ts");
    const total = target.image.size;
    const layers = await context.ui.progress(l10n.t("Reading {0}", nameOf(target)), async (report, signal) => {
      let reportedAt = 0;
      const progress = (read: number): void => {
        const now = Date.now();
        if (now - reportedAt < REPORT_MS) return;
        reportedAt = now;
        report({ fraction: Math.min(1, read / Math.max(1, total)), message: `${bytes(read)} / ${bytes(total)}` });
      };
      const saved = await engine.saveImages([imageReference(target)], signal);
      try {
        return await readSavedImage(saved, progress);
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      } finally {
        saved.destroy();
      }
    });
    if (layers) context.showLayers({ id: target.image.id, name: nameOf(target), report: analyse(layers) });
  },
});

const REPORT_MS = 200;
