import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { writeFileOf } from "../../files/streams.ts";
import { command } from "../command.ts";
import { copyPath } from "../copy-path.ts";
export default command({
  id: "volumes.backUp",
  on: "volume",
  icon: "archive",
  group: "3_change",

  enabled: () => true,
  failure: (names) => l10n.t("Cannot back up {0}", names),
  async run(context, [target]) {
    const { ui, files } = context;
    if (!target) return;
    const { name } = target.volume;
    const path = await ui.savePath(l10n.t("Back up the volume '{0}'", name), `${name}.tar.gz`);
    if (path === null) return;
    const place = await files({ kind: "volume", engine: target.engine, name });
    await ui.progress(l10n.t("Backing up '{0}'", name), async (report, signal) => {
      await writeFileOf(await place.archive(signal), path, (size) => report({ message: bytes(size) }), signal);
    });
    ui.info(l10n.t("The volume '{0}' is in {1}.", name, path), copyPath(context, path));
  },
});
