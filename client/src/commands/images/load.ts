import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { readFileFrom } from "../../files/streams.ts";
import { command } from "../command.ts";
export default command({
  id: "images.load",
  on: "window",
  icon: "folder-opened",
  group: "1_open",

  inTitle: { view: "images", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot load the images"),
  async run({ ui, engine }) {
    const path = await ui.choosePath(l10n.t("Load images from a tar"), "file");
    if (path === null) return;
    const connected = await engine();
    const said: string[] = [];
    await ui.progress(l10n.t("Loading {0}", basename(path)), async (report, signal) => {
      const tar = readFileFrom(path, (size) => report({ message: bytes(size) }));
      for await (const line of connected.loadImages(tar, signal)) said.push(line);
    });
    const loaded = said.flatMap((it) => /^Loaded image(?: ID)?: (\S+)/.exec(it)?.[1] ?? []);
    ui.info(loaded.length > 0 ? l10n.t("Loaded: {0}", loaded.join(", ")) : l10n.t("The images are loaded."));
  },
});
