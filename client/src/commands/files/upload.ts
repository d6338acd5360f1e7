import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import { command } from "../command.ts";
export default command({
  id: "files.upload",
  on: "file",
  icon: "cloud-upload",
  group: "3_change",

  enabled: ({ isFolder }) => isFolder,
  failure: (names) => l10n.t("Cannot upload to {0}", names),
  async run({ ui, files, rows }, [target]) {
    if (!target) return;
    const sources = target.sources ?? (await ui.choosePaths(l10n.t("Upload to {0}", target.path)));
    if (sources.length === 0) return;
    const place = await files(target.root);
    const there = new Set((await place.list(target.path)).map((it) => it.entry.name));
    const taken = sources.map((it) => basename(it)).filter((it) => there.has(it));
    if (taken.length > 0) {
      const question = l10n.t("Replace what is in the folder already?");
      if (!(await ui.confirm(question, taken.join(", "), l10n.t("Replace")))) return;
    }
    const names = sources.map((it) => basename(it)).join(", ");
    await ui.progress(l10n.t("Uploading {0}", names), async (report, signal) => {
      for (const it of sources) await place.upload(it, target.path, (size) => report({ message: bytes(size) }), signal);
    });
    rows.refresh(target.id);
  },
});
