import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "non-numeric-user",
  aliases: ["DL3066"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`USER` is a name rather than a number."),
    why: () => l10n.t("Kubernetes can check that a container does not run as root only when the user is a number."),
    bad: "FROM alpine:3.22\nUSER app\n",
    good: "FROM alpine:3.22\nUSER 1000\n",
  },
  messages: { name: (user) => l10n.t("Write the user `{0}` as a number.", user) },
  keywords: ["ARG", "USER"],
  check(file, report) {
    const args = new Set<string>();
    for (const it of file.instructions) {
      if (it.keyword === "ARG") for (const pair of it.pairs) args.add(pair.name.text);
      if (it.keyword !== "USER") continue;
      const user = it.args.unquoted.split(":", 1)[0] ?? "";
      if (user !== "" && !/^\d+$/.test(user) && !it.variables.some((of) => args.has(of.name)))
        report(it.args, "name", { args: [user] });
    }
  },
});
