import * as l10n from "@vscode/l10n";
import { command, imageReference, nameOf } from "../command.ts";

export default command({
  id: "images.inspect",
  on: "image",
  icon: "json",
  group: "4_look",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot inspect {0}", names),
  async run({ engine, showJson }, [target]) {
    if (!target) return;
    await showJson(nameOf(target), await (await engine()).inspect("image", imageReference(target)));
  },
});
