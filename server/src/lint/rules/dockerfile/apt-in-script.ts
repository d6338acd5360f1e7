import * as l10n from "@vscode/l10n";
import { plainWords } from "../../../shell/arguments.ts";
import { replace } from "../../../text/span.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const SAME: ReadonlySet<string> = new Set(["update", "install", "remove", "upgrade", "purge", "autoremove"]);

export default dockerfileRule({
  id: "apt-in-script",
  aliases: ["DL3027"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A `RUN` uses `apt`, which is made for people."),
    why: () => l10n.t("Its options and output change without notice; scripts use `apt-get` and `apt-cache`."),
    bad: "FROM debian:13\nRUN apt update\n",
    good: "FROM debian:13\nRUN apt-get update\n",
  },
  messages: { script: (name) => l10n.t("Use `{0}`: `apt` is made for people, not for scripts.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apt")) {
      const verb = plainWords(command.args)[0]?.value ?? "";
      const isQuery = /^(?:search|show|list)$/.test(verb);
      const name = isQuery ? "apt-cache" : "apt-get";
      const word = spanIn(command, command.nameWord);
      const edits = command.script.form === "exec" ? [] : [replace(word, name)];
      const fix = { title: () => l10n.t("Change to `{0}`", name), edits, assist: !SAME.has(verb) };
      report(word, "script", { args: [name], ...(edits.length > 0 && { fix }) });
    }
  },
});
