import * as l10n from "@vscode/l10n";
import { eachOnce, variablesOf } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

const SECRET =
  /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET(?:_KEY)?|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS)$/i;

/** Kafka names files of its folder for secrets so, and etcd a cluster. */
const HARMLESS = /^(?:KAFKA_SSL_\w+_CREDENTIALS|ETCD_INITIAL_CLUSTER_TOKEN)$/;

/** Switches, such as that of `MYSQL_ALLOW_EMPTY_PASSWORD`, and the places of files. */
const NO_SECRET = /^["']?(?:true|false|yes|no|on|off|[yn01])["']?$|^\.{0,2}\/|\.(?:json|key|pem|txt|ya?ml)$/i;

export default composeRule({
  id: "secret-in-environment",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A password or token is written into `environment`."),
    why: () =>
      l10n.t(
        "It ends up in the repository and in `docker inspect`. Take it from a variable of `.env`, or use `secrets`.",
      ),
    bad: "services:\n  db:\n    image: postgres:18\n    environment:\n      POSTGRES_PASSWORD: hunter2\n",
    good: "services:\n  db:\n    image: postgres:18\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}\n",
  },
  messages: {
    secret: (name) =>
      l10n.t("`{0}` holds a secret in plain text: take it from `{1}` or from a secret.", name, `\${${name}}`),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "environment", (value) => {
      for (const { name, value: text, node } of variablesOf(file, value)) {
        if (
          !SECRET.test(name) ||
          HARMLESS.test(name) ||
          text === null ||
          text === "" ||
          text.includes("$") ||
          NO_SECRET.test(text)
        )
          continue;
        report(node.part(node.value.length - text.length, node.value.length), "secret", { args: [name] });
      }
    });
  },
});
