import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "cd-anywhere",
  aliases: ["DL3003"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A `RUN` uses `cd` anywhere."),
    why: () => l10n.t("Stricter than `cd-instead-of-workdir`, as hadolint is."),
    bad: "FROM alpine:3.22\nRUN make && cd src && make\n",
    good: "FROM alpine:3.22\nRUN make && make -C src\n",
  },
  messages: { workdir: () => l10n.t("Use `WORKDIR` to change to a folder.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    if (it.onbuild) return;
    for (const command of commandsIn(it, "cd")) report(spanIn(command, command.nameWord), "workdir");
  },
});
