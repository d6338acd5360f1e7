import * as l10n from "@vscode/l10n";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";
import { absolutePath, firstWorkdirs, foldersBefore, isAbsolute } from "../../workdirs.ts";

export default dockerfileRule({
  id: "relative-workdir-later",
  aliases: ["DL3000"],
  severity: "off",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Every `WORKDIR` is absolute, not only the first of a stage."),
    why: () => l10n.t("Stricter than `relative-workdir`, as hadolint is: each line can then be read by itself."),
    bad: "FROM alpine:3.22\nWORKDIR /srv\nWORKDIR app\n",
    good: "FROM alpine:3.22\nWORKDIR /srv\nWORKDIR /srv/app\n",
  },
  messages: { relative: (path) => l10n.t("`{0}` is relative to the `WORKDIR` before it: make it absolute.", path) },
  reach: "stage",
  keywords: ["WORKDIR", "ARG", "ENV"],
  check(file, report) {
    const first = new Set(
      firstWorkdirs(file)
        .filter((it) => !isAbsolute(it.path))
        .map((it) => it.first),
    );
    const folders = foldersBefore(file);
    for (const it of file.all("WORKDIR")) {
      if (!first.has(it) && it.words.length > 0 && !isAbsolute(it.args.unquoted) && !it.args.unquoted.startsWith("$")) {
        const absolute = absolutePath(it.args.unquoted, folders.get(it));
        const fix = absolute
          ? {
              title: () => l10n.t("Change to `{0}`", absolute),
              edits: [
                replace(
                  it.args,
                  it.args.text.replace(it.args.unquoted, () => absolute),
                ),
              ],
            }
          : null;
        report(it.args, "relative", { args: [it.args.text.slice(0, 60)], fix });
      }
    }
  },
});
