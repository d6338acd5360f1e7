import * as l10n from "@vscode/l10n";
import { isArchive } from "../../archives.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "add-instead-of-copy",
  aliases: ["DL3020"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`ADD` is used where `COPY` would do."),
    why: () => l10n.t("`ADD` also downloads and unpacks, so a reader must find out what happens; `COPY` only copies."),
    bad: "FROM alpine:3.22\nADD app /app\n",
    good: "FROM alpine:3.22\nCOPY app /app\n",
  },
  messages: { copy: () => l10n.t("Use `COPY` for plain files: `ADD` is for archives and downloads.") },
  keywords: ["ADD"],
  checkInstruction(it, report) {
    const items = (it.json ? it.json.items : it.words).slice(0, -1).map((word) => word.unquoted);
    const isSpecial = (text: string): boolean =>
      /^(?:https?|git|ssh):\/\/|^git@|\.git(?:#.*)?$|^<</.test(text) || isArchive(text) || text.startsWith("$");
    if (items.length === 0 || items.every(isSpecial)) return;
    const canCopy =
      !items.some(isSpecial) && !it.flags.some((flag) => ["checksum", "keep-git-dir", "unpack"].includes(flag.name));
    report(it.name, "copy", canCopy ? { fix: changeTo("COPY", it.name) } : {});
  },
});
