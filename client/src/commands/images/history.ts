import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { table } from "../../ui/table.ts";
import { instructionOf } from "../../views/present-details.ts";
import { command, nameOf } from "../command.ts";
export default command({
  id: "images.history",
  on: "image",
  icon: "history",
  group: "4_look",

  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the history of {0}", names),
  async run({ engine, showText }, [target]) {
    if (!target) return;
    const layers = await (await engine()).history(target.image.id);
    const head = [l10n.t("SIZE"), l10n.t("INSTRUCTION")];
    const rows = layers.map((it) => [bytes(it.size), instructionOf(it.createdBy)]);
    await showText(l10n.t("{0} (history)", nameOf(target)), table([head, ...rows.reverse()]));
  },
});
