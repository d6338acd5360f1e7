import * as l10n from "@vscode/l10n";
import { recordDocument } from "../../build/history.ts";
import { command } from "../command.ts";
import { documentName } from "./names.ts";

export default command({
  id: "builds.log",
  on: "build",
  icon: "output",
  group: "4_look",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the log of {0}", names),
  async run({ builds, showText }, [target]) {
    if (!target) return;
    // Of builds that older versions kept there are the steps only.
    const log = (await builds.log(target.build)) ?? recordDocument(target.build);
    await showText(documentName(target.build, "log"), log.trimEnd().split("\n"));
  },
});
