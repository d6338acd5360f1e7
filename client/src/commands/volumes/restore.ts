import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { readFileFrom } from "../../files/streams.ts";
import { command } from "../command.ts";
export default command({
  id: "volumes.restore",
  on: "volume",
  icon: "history",
  group: "3_change",

  enabled: () => true,
  failure: (names) => l10n.t("Cannot restore {0}", names),
  async run({ ui, files }, [target]) {
    if (!target) return;
    const { name } = target.volume;
    const path = await ui.choosePath(l10n.t("Restore the volume '{0}' from", name), "file");
    if (path === null) return;
    const question = l10n.t("Unpack {0} into the volume '{1}'?", basename(path), name);
    const detail = l10n.t("Files of the same name are replaced, all others stay.");
    if (!(await ui.confirm(question, detail, l10n.t("Restore")))) return;
    const place = await files({ kind: "volume", engine: target.engine, name });
    await ui.progress(l10n.t("Restoring '{0}'", name), async (report, signal) => {
      await place.unpack(
        readFileFrom(path, (size) => report({ message: bytes(size) })),
        signal,
      );
    });
    ui.info(l10n.t("The volume '{0}' is restored.", name));
  },
});
