import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { factAt } from "../../../compose/facts.ts";
import { onceForMap } from "../../../compose/once-for-map.ts";
import type { MapNode, ScalarNode } from "../../../compose/yaml.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
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
      for (const { node, allowed } of wrongIn(file, body)) {
        if (seen.size === seen.add(node).size) continue;
        const { value } = node;
        if (!allowed) {
          report(node, "name", { args: [value] });
          continue;
        }
        if (value.startsWith("on-failure:")) {
          report(node, "retries");
          continue;
        }
        const meant = nearest(value, allowed);
        const fix = meant ? changeTo(meant, node.content) : null;
        const list = allowed.map((it) => `\`${it}\``).join(", ");
        report(node, "choice", { args: [value, list], fix });
      }
    }
  },
});

interface Wrong {
  readonly node: ScalarNode;
  /** Null for a container's name. */
  readonly allowed: readonly string[] | null;
}

const wrongIn = onceForMap((file, body): Wrong[] => {
  const name = choiceAt(file, body, ["container_name"]);
  const choices = CHOICES.flatMap((path): Wrong[] => {
    const node = choiceAt(file, body, path);
    const allowed = factAt(["services", "any", ...path])?.values ?? [];
    const isRight = !node || allowed.includes(node.value);
    return isRight || (path[0] === "restart" && /^on-failure:\d+$/.test(node.value)) ? [] : [{ node, allowed }];
  });
  return [...(name && !/^[a-zA-Z0-9][\w.-]*$/.test(name.value) ? [{ node: name, allowed: null }] : []), ...choices];
});

function choiceAt(file: ComposeFile, body: MapNode | null, path: readonly string[]): ScalarNode | null {
  const node = file.scalar(body, ...path);
  return node && node.value !== "" && !node.value.includes("$") && node.type === "string" ? node : null;
}
