import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { writeFileOf } from "../../files/streams.ts";
import { command, imageReference, nameOf } from "../command.ts";
import { copyPath } from "../copy-path.ts";
export default command({
  id: "images.save",
  on: "image",
  icon: "save-all",
  group: "3_change",

  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot save {0}", names),
  async run(context, targets) {
    const { ui, engine } = context;
    const names = targets.map(nameOf);
    const path = await ui.savePath(l10n.t("Save {0}", names.join(", ")), `${fileName(names[0] ?? "")}.tar`);
    if (path === null) return;
    const connected = await engine();
    await ui.progress(l10n.t("Saving {0}", names.join(", ")), async (report, signal) => {
      const tar = await connected.saveImages(targets.map(imageReference), signal);
      await writeFileOf(tar, path, (size) => report({ message: bytes(size) }), signal);
    });
    ui.info(l10n.t("{0} is in {1}.", names.join(", "), path), copyPath(context, path));
  },
});

const fileName = (reference: string): string => reference.replaceAll(/[^\w.-]+/g, "-");
