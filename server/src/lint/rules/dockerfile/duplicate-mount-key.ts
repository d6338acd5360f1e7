import * as l10n from "@vscode/l10n";
import { MOUNT_KEY_SYNONYMS } from "../../../dockerfile/facts-mounts.ts";
import { mountsOf } from "../../../dockerfile/mounts.ts";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

/** Two of them speak about the same thing. */
const OPPOSITES: Readonly<Record<string, string>> = { rw: "ro" };

export default dockerfileRule({
  id: "duplicate-mount-key",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A `RUN --mount` says a thing twice."),
    why: () => l10n.t("Only the last of them counts. `dst` and `destination` mean `target`, `src` means `source`."),
    bad: "FROM alpine:3.22\nRUN --mount=type=cache,target=/root/.npm,dst=/root/.cache make\n",
    good: "FROM alpine:3.22\nRUN --mount=type=cache,dst=/root/.cache make\n",
  },
  messages: { twice: (key) => l10n.t("`{0}` is said again behind it, and only the last counts.", key) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const { fields } of mountsOf(it)) {
      const seen = new Set<string>();
      for (let at = fields.length - 1; at >= 0; at--) {
        const field = fields[at];
        const next = fields[at + 1];
        if (!field || field.key === "") continue;
        const name = MOUNT_KEY_SYNONYMS[field.key] ?? field.key;
        const meaning = OPPOSITES[name] ?? name;
        if (seen.has(meaning) && next) {
          const edits = [remove({ start: field.keyWord.start, end: next.keyWord.start })];
          const fix = { title: () => l10n.t("Remove `{0}`", field.keyWord.text), edits };
          report(field.keyWord, "twice", { args: [field.keyWord.text.slice(0, 40)], fix });
        }
        seen.add(meaning);
      }
    }
  },
});
