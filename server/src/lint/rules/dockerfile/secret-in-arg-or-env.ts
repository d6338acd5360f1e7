import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";
import { setsSecret } from "../../secret-names.ts";

export default dockerfileRule({
  id: "secret-in-arg-or-env",
  aliases: ["SecretsUsedInArgOrEnv", "DL3064"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("`ARG` or `ENV` seems to hold a secret."),
    why: () =>
      l10n.t(
        "Its value can be read by everyone who has the image, in its history or its configuration. `RUN --mount=type=secret` leaves no trace.",
      ),
    bad: "FROM alpine:3.22\nARG NPM_TOKEN\nRUN id\n",
    good: "FROM alpine:3.22\nRUN --mount=type=secret,id=npm_token id\n",
  },
  messages: {
    secret: (keyword, name) =>
      l10n.t(
        "Do not put secrets into `{0}`: everyone who has the image can read `{1}`. Use `RUN --mount=type=secret`.",
        keyword,
        name,
      ),
  },
  reach: "stage",
  check(file, report) {
    for (const { instructions } of file.stages.list) {
      for (const outer of instructions) {
        const it = outer.trigger ?? outer;
        if (it.keyword !== "ARG" && it.keyword !== "ENV") continue;
        for (const pair of it.pairs)
          if (setsSecret(it.keyword, pair)) report(pair.name, "secret", { args: [it.keyword, pair.name.text] });
      }
    }
  },
});
