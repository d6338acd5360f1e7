import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { factAt } from "../../../compose/facts.ts";
import type { MapNode, ScalarNode } from "../../../compose/yaml.ts";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

/** Keys of a service whose few values the schema does not tell. */
const CHOICES: readonly (readonly string[])[] = [
  ["restart"],
  ["deploy", "mode"],
  ["deploy", "endpoint_mode"],
  ["deploy", "restart_policy", "condition"],
  ["deploy", "update_config", "failure_action"],
  ["deploy", "rollback_config", "failure_action"],
];

export default composeRule({
  id: "invalid-choice",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A restart policy, deploy mode, container name or the like is none that there is."),
    why: () =>
      l10n.t("Docker Compose reads the file, but the engine refuses to make the container, or ignores the key."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    restart: alway\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
  },
  messages: {
    choice: (value, allowed) => l10n.t("`{0}` is not allowed here: use one of {1}.", value, allowed),
    name: (value) =>
      l10n.t("`{0}` is no name that a container can have: use letters, digits, `.`, `_` and `-`.", value),
    retries: () => l10n.t("Write the number of attempts behind it: `on-failure:3`."),
  },
  check(file, report) {
    const seen = new Set<ScalarNode>();
    for (const { body } of file.services) {
      const name = choiceAt(file, body, ["container_name"]);
      if (name && !seen.has(name) && !/^[a-zA-Z0-9][\w.-]*$/.test(name.value))
        report(name, "name", { args: [name.value] });
      if (name) seen.add(name);
      for (const path of CHOICES) {
        const node = choiceAt(file, body, path);
        if (!node || seen.has(node)) continue;
        seen.add(node);
        const { value } = node;
        const allowed = factAt(["services", "any", ...path])?.values ?? [];
        const isRestart = path[0] === "restart";
        if (allowed.includes(value) || (isRestart && /^on-failure:\d+$/.test(value))) continue;
        if (isRestart && value.startsWith("on-failure:")) {
          report(node, "retries");
          continue;
        }
        const meant = nearest(value, allowed);
        const fix = meant && { title: () => l10n.t("Change to `{0}`", meant), edits: [replace(node.content, meant)] };
        const list = allowed.map((it) => `\`${it}\``).join(", ");
        report(node, "choice", { args: [value, list], ...(fix && { fix }) });
      }
    }
  },
});

function choiceAt(file: ComposeFile, body: MapNode | null, path: readonly string[]): ScalarNode | null {
  const node = file.scalar(body, ...path);
  return node && node.value !== "" && !node.value.includes("$") && node.type === "string" ? node : null;
}
