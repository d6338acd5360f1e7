import * as l10n from "@vscode/l10n";
import { envRule } from "../../rule.ts";

export default envRule({
  id: "repeated-variable",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A variable is set twice in `.env`."),
    why: () => l10n.t("Only the last one counts; the first looks as if it did."),
    bad: "TAG=1.4\nTAG=1.5\n",
    good: "TAG=1.5\n",
  },
  messages: {
    repeated: (name) => l10n.t("`{0}` is set again further down, and that one counts.", name),
  },
  check(env, report) {
    for (const it of env.all) {
      const last = env.variables.get(it.name);
      if (last && last !== it) {
        const related = [{ span: last.place, message: () => l10n.t("This one counts") }];
        report(it.place, "repeated", { args: [it.name], tag: "unnecessary", related });
      }
    }
  },
});
