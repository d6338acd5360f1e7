import * as l10n from "@vscode/l10n";
import { mountsOf } from "../../../dockerfile/mounts.ts";
import { hasFlag, hasWord } from "../../../shell/arguments.ts";
import { commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "login-in-run",
  aliases: ["DS-0031"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A `RUN` logs in to a cloud and leaves the secret in its layer."),
    why: () =>
      l10n.t("The secret stays in the history or the files of the image. `RUN --mount=type=secret` leaves no trace."),
    bad: "FROM alpine:3.22\nRUN aws configure set aws_secret_access_key $KEY\n",
    good: "FROM alpine:3.22\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 ls\n",
  },
  messages: {
    login: (command) => l10n.t("`{0}` leaves its secret in the image: use `RUN --mount=type=secret`.", command),
  },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    if (mountsOf(it).some((mount) => mount.type === "secret")) return;
    for (const command of commandsIn(it, "aws", "gcloud", "az", "doctl"))
      if (logsIn(command)) report(spanIn(command, command.nameWord), "login", { args: [command.name ?? ""] });
  },
});

function logsIn({ name, args }: RunCommand): boolean {
  const text = args.map((it) => it.value).join(" ");
  if (name === "aws") return /^configure set aws_(?:access_key_id|secret_access_key|session_token)\b/.test(text);
  if (name === "gcloud") return text.startsWith("auth activate-service-account");
  if (name === "az") return hasWord(args, "login") && hasFlag(args, "p", "password");
  return text.startsWith("auth init") && hasFlag(args, "t", "access-token");
}
