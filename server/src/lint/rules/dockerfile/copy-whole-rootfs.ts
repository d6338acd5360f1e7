import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-whole-rootfs",
  aliases: ["DL3067"],
  severity: "information",
  docs: {
    summary: () => l10n.t("A whole file system is copied from another stage."),
    why: () =>
      l10n.t(
        "The copy loses what makes the base image small or known: layers shared with other images, and its configuration.",
      ),
    bad: "FROM alpine:3.22 AS build\nFROM scratch\nCOPY --from=build / /\n",
    good: "FROM alpine:3.22 AS build\nFROM scratch\nCOPY --from=build /bin/app /app\n",
  },
  messages: { root: (stage) => l10n.t("This copies everything from `{0}`: copy what is needed.", stage) },
  keywords: ["COPY"],
  checkInstruction(it, report) {
    const from = it.flag("from")?.value;
    const items = it.json ? it.json.items : it.words;
    if (from && !MADE_FOR_IT.test(from.text) && items.length === 2 && items.every((word) => word.unquoted === "/"))
      report(it.args, "root", { args: [from.text] });
  },
});

/** The scripts for building for other platforms: `FROM tonistiigi/xx AS xx` holds nothing else. */
const MADE_FOR_IT = /^(?:tonistiigi\/)?xx(?:[:@]|$)/;
