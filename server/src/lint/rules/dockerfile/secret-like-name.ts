import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";
import { setsSecret } from "../../secret-names.ts";

const NAME = /api_key|client_key|password|private|secret|token|username/i;

export default dockerfileRule({
  id: "secret-like-name",
  aliases: ["DL3064"],
  severity: "off",
  docs: {
    summary: () => l10n.t("The name of an `ARG` or `ENV` has a word of secrets in it."),
    why: () =>
      l10n.t(
        "Stricter than `secret-in-arg-or-env`, as hadolint is: also user names, files with secrets and each `ARG` above the first `FROM` are reported.",
      ),
    bad: "ARG REGISTRY_TOKEN\nFROM alpine:3.22\nENV DB_USERNAME=app\n",
    good: "FROM alpine:3.22\nENV DB_ACCOUNT=app\n",
  },
  messages: {
    name: (name) => l10n.t("`{0}` may hold a secret, or half of one: everyone who has the image can read it.", name),
  },
  check(file, report) {
    const first = file.stages.list[0]?.from.start ?? file.text.length;
    for (const it of file.all("ARG", "ENV")) {
      for (const pair of it.pairs) {
        const isSecret = setsSecret(it.keyword, pair);
        if (it.start > first ? NAME.test(pair.name.text) && !isSecret : NAME.test(pair.name.text) || isSecret)
          report(pair.name, "name", { args: [pair.name.text] });
      }
    }
  },
});
