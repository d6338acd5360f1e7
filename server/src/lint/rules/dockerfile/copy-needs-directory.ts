import * as l10n from "@vscode/l10n";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-needs-directory",
  aliases: ["DL3021", "INVALID_DESTINATION"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("Several sources are copied to something that is not marked as a folder."),
    why: () => l10n.t("Docker takes the destination for a folder only when it ends in `/`; older builders stop here."),
    bad: "FROM alpine:3.22\nCOPY a.txt b.txt /data\n",
    good: "FROM alpine:3.22\nCOPY a.txt b.txt /data/\n",
  },
  messages: {
    slash: (keyword, destination) =>
      l10n.t("`{0}` has several sources, so its destination must be a folder: write `{1}/`.", keyword, destination),
  },
  keywords: ["COPY", "ADD"],
  checkInstruction(it, report) {
    const items = it.json ? it.json.items : it.words;
    const destination = items.at(-1);
    if (items.length < 3 || !destination) return;
    const text = destination.unquoted;
    // `.` is the working directory, and thus a folder.
    if (/(?:[/\\]|\$\w+|\}|(?:^|\/)\.{1,2})$/.test(text) || text === "" || text.startsWith("<<")) return;
    const end = destination.isQuoted ? destination.end - 1 : destination.end;
    const fix = { title: () => l10n.t("Change to `{0}`", `${text}/`), edits: [insert(end, "/")] };
    report(destination, "slash", { args: [it.keyword, text.slice(0, 60)], fix });
  },
});
