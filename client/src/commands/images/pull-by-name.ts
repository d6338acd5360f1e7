import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import type { Engine } from "../../engine/engine.ts";
import { pullWithProgress } from "../../run/transfer.ts";
import { explainFailure } from "../../ui/explain.ts";
import { quote } from "../../ui/quote.ts";
import { type CommandContext, command } from "../command.ts";
import { failureButtons } from "../failure-buttons.ts";

export default command({
  id: "images.pullByName",
  on: "window",
  icon: "cloud-download",
  group: "1_open",
  inTitle: { view: "images", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot pull the image"),
  async run(context) {
    const text = await context.ui.input({
      title: l10n.t("Pull Image"),
      prompt: l10n.t("The name of the image, such as nginx:1.27 or registry.example.com/team/web:2"),
      value: "",
      validate: (it) => (parseImageReference(it.trim()) ? null : l10n.t("This is no image name, such as web:2.")),
    });
    if (text === null) return;
    const engine = await context.engine();
    const reference = text.trim();
    // Not waited for: another one can be asked for meanwhile.
    const begin = (): void =>
      void pull(context, engine, reference).catch((error: unknown) =>
        context.ui.error(
          explainFailure(l10n.t("Cannot pull {0}", quote(reference)), error),
          ...failureButtons(context, error, begin),
        ),
      );
    begin();
  },
});

async function pull(context: CommandContext, engine: Engine, reference: string): Promise<void> {
  const { id } = context.store();
  const outcome = await pullWithProgress(context, engine, { reference });
  if (outcome === "cancelled") return;
  const image = await engine.image(reference);
  const run = () =>
    context.execute("gantry.images.run", { kind: "image", id: image?.id, engine: id, image, tag: reference });
  const said = outcome === "current" ? l10n.t("There is no newer {0}.", reference) : l10n.t("Pulled {0}.", reference);
  context.ui.info(said, ...(image ? [{ label: l10n.t("Run"), act: run }] : []));
}
