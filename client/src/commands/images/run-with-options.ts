import * as l10n from "@vscode/l10n";
import { command, imageReference } from "../command.ts";
import { runByForm } from "./run-by-form.ts";

export default command({
  id: "images.runWithOptions",
  on: "image",
  icon: "run-all",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run(context, [target]) {
    if (target) await runByForm(context, imageReference(target));
  },
});
