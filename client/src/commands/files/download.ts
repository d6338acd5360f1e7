import { existsSync } from "node:fs";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import type { FileNode } from "../../views/node.ts";
import { command } from "../command.ts";
import { copyPath } from "../copy-path.ts";
export default command({
  id: "files.download",
  on: "file",
  icon: "cloud-download",
  group: "1_open",

  many: true,
  harmless: true,
  enabled: ({ entry }) => entry.type !== "other",
  failure: (names) => l10n.t("Cannot download {0}", names),
  async run(context, targets) {
    const { ui, files } = context;
    const [first] = targets;
    if (!first) return;
    const folder = await ui.choosePath(l10n.t("Download to"), "folder");
    if (folder === null) return;
    const taken = targets.map((it) => diskName(it)).filter((it) => existsSync(join(folder, it)));
    if (taken.length > 0) {
      const question = l10n.t("Replace what is in the folder already?");
      if (!(await ui.confirm(question, taken.join(", "), l10n.t("Replace")))) return;
    }
    const names = targets.map(diskName).join(", ");
    await ui.progress(l10n.t("Downloading {0}", names), async (report, signal) => {
      for (const it of targets) {
        const from = await files(it.root);
        await from.download(it.path, folder, (size) => report({ message: bytes(size) }), signal);
      }
    });
    ui.info(l10n.t("{0} is in {1}.", names, folder), copyPath(context, folder));
  },
});

/** All files of a container or volume land in a folder of its name. */
const diskName = ({ root, path, entry }: FileNode): string => (path === "/" ? root.name : entry.name);
