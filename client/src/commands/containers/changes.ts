import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "containers.changes",
  on: "container",
  icon: "diff",
  group: "4_look",

  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot compare {0} with its image", names),
  async run({ ui, engine, showText }, [target]) {
    if (!target) return;
    const { id, name, image } = target.container;
    const changes = await (await engine()).changes(id);
    if (changes.length === 0) return ui.info(l10n.t("The files of '{0}' are those of its image.", name));
    const marks = { added: "A", modified: "M", deleted: "D" };
    const head = l10n.t("# What differs in {0} from the image {1}: A added, M modified, D deleted", name, image);
    await showText(l10n.t("{0} (changes)", name), [head, ...changes.map((it) => `${marks[it.kind]} ${it.path}`)]);
  },
});
