import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:^|_)(?:public|file|version|present)(?:_|$)/i;
// Common words of hadolint's list that do not stand between underscores.
const KNOWN = /api_?key|client_?key|password|private_?key|secret|access_?token/i;
const HARMLESS =
  /_(?:enabled|name|path|dir|id|url|uri|type|length|size|ttl|timeout|expiry|algorithm)$|^ssh_auth_sock$/i;

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
      for (const it of instructions) {
        if (it.keyword !== "ARG" && it.keyword !== "ENV") continue;
        for (const { name, value, hasEquals } of it.pairs) {
          const key = name.text;
          const isSecret = SECRET.test(key) || (KNOWN.test(key) && !HARMLESS.test(key));
          if (
            !isSecret ||
            PUBLIC.test(key) ||
            /^ssh_auth_sock$/i.test(key) ||
            (hasEquals && value?.unquoted === "" && it.keyword === "ENV")
          )
            continue;
          report(name, "secret", { args: [it.keyword, key] });
        }
      }
    }
  },
});
