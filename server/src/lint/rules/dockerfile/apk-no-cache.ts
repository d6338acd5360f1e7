import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasFlag } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "apk-no-cache",
  aliases: ["DL3019"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`apk add` leaves its package index in the image."),
    why: () => l10n.t("With `--no-cache` the index is fetched and forgotten, and no `apk update` is needed."),
    bad: "FROM alpine:3.22\nRUN apk add curl\n",
    good: "FROM alpine:3.22\nRUN apk add --no-cache curl\n",
  },
  messages: { cache: () => l10n.t("Add `--no-cache` so that the package index does not stay in the image.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apk")) {
      const add = command.args.find((of) => of.value === "add");
      if (!add || hasFlag(command.args, "no-cache") || hasMount(it, "/var/cache/apk")) continue;
      const edits = insertWord(command, add, "--no-cache");
      report(
        spanIn(command, add),
        "cache",
        edits ? { fix: { title: () => l10n.t("Add `{0}`", "--no-cache"), edits } } : {},
      );
    }
  },
});
