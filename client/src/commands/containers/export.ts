import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { writeFileOf } from "../../files/streams.ts";
import { command } from "../command.ts";
import { copyPath } from "../copy-path.ts";
export default command({
  id: "containers.export",
  on: "container",
  icon: "export",
  group: "3_change",

  harmless: true,
  needs: "export",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot export {0}", names),
  async run(context, [target]) {
    const { ui, engine } = context;
    if (!target) return;
    const { id, name } = target.container;
    const path = await ui.savePath(l10n.t("Export the file system of '{0}'", name), `${name}.tar`);
    if (path === null) return;
    const connected = await engine();
    await ui.progress(l10n.t("Exporting '{0}'", name), async (report, signal) => {
      await writeFileOf(
        await connected.exportContainer(id, signal),
        path,
        (size) => report({ message: bytes(size) }),
        signal,
      );
    });
    ui.info(l10n.t("The file system of '{0}' is in {1}.", name, path), copyPath(context, path));
  },
});
