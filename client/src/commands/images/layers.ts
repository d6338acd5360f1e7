import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { analyse, type ImageReport } from "../../layers/analyse.ts";
import type { ShownImage } from "../../layers/page.ts";
import { sourceLine } from "../../layers/source-line.ts";
import { type CommandContext, command, imageReference, nameOf } from "../command.ts";

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
    if (!layers) return;
    const report = analyse(layers);
    const source = await sourceOf(context, target.tag, report);
    context.showLayers({ id: target.image.id, name: nameOf(target), report, source });
  },
});

/** The Dockerfile of the last build of this tag, and its lines. */
async function sourceOf(
  context: CommandContext,
  tag: string | null,
  report: ImageReport,
): Promise<ShownImage["source"]> {
  const history = await context.builds.list();
  const built = history.find((it) => it.options.tag === tag && it.outcome === "built");
  if (!built) return null;
  const { stages } = await context.outline(built.dockerfile);
  return { path: built.dockerfile, lines: report.layers.map((it) => sourceLine(it.instruction, stages)) };
}

const REPORT_MS = 200;
