import * as l10n from "@vscode/l10n";
import { flagsIn, hasFlag } from "../../../shell/arguments.ts";
import { commandsIn, insertWord, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "useradd-no-log-init",
  aliases: ["DL3046"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`useradd` with a large user id makes the image huge."),
    why: () =>
      l10n.t(
        "It writes log files with a place for every id up to that one, which can be gigabytes. `-l` leaves them alone.",
      ),
    bad: "FROM debian:13\nRUN useradd -u 123456 app\n",
    good: "FROM debian:13\nRUN useradd -l -u 123456 app\n",
  },
  messages: { log: () => l10n.t("Add `-l`: with a large user id `useradd` writes huge log files.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "useradd")) {
      const { args } = command;
      if (hasFlag(args, "l", "no-log-init")) continue;
      const index = args.findIndex((of) => flagsIn(of).includes("u") && !of.value.startsWith("--"));
      const uid = index < 0 ? args.find((of) => of.value.startsWith("--uid=")) : args[index + 1];
      if (!uid || uid.value.replace("--uid=", "").length <= 5) continue;
      const edits = insertWord(command, command.nameWord, "-l");
      report(spanIn(command, uid), "log", edits ? { fix: { title: () => l10n.t("Add `{0}`", "-l"), edits } } : {});
    }
  },
});
