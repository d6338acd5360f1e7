import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "files.delete",
  on: "file",
  icon: "trash",
  group: "9_remove",

  many: true,

  enabled: ({ path }) => path !== "/",
  failure: (names) => l10n.t("Cannot delete {0}", names),
  async run({ ui, files, rows }, targets) {
    const [first] = targets;
    if (!first) return;
    const question =
      targets.length === 1
        ? l10n.t("Delete '{0}' in '{1}'?", first.path, first.root.name)
        : l10n.t("Delete {0} files and folders?", targets.length);
    const detail = targets.length === 1 ? "" : targets.map((it) => it.path).join(", ");
    if (!(await ui.confirm(question, detail, l10n.t("Delete")))) return;
    try {
      for (const it of targets) await (await files(it.root)).remove(it.path);
    } finally {
      for (const it of targets) rows.refreshParent(it.id);
    }
  },
});
