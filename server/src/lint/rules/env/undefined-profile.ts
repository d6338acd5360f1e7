import * as l10n from "@vscode/l10n";
import { projectOf } from "../../../compose/project.ts";
import { occurrencesOf } from "../../../compose/references.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { envRule } from "../../rule.ts";

export default envRule({
  id: "undefined-profile",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`COMPOSE_PROFILES` names a profile that no service has."),
    why: () => l10n.t("It switches nothing on. Mostly the name has a mistake, and the services are missing."),
    bad: "COMPOSE_PROFILES=debgu\n",
    good: "COMPOSE_PROFILES=debug\n",
  },
  messages: {
    undefined: (name) => l10n.t("No service has the profile `{0}`.", name),
  },
  check({ variables, text, project }, report) {
    const variable = variables.get("COMPOSE_PROFILES");
    if (!variable?.value || !project || variable.value.includes("$")) return;
    const known = projectOf(project).files.flatMap((file) =>
      occurrencesOf(file).flatMap((it) => (it.kind === "profiles" ? [it.name] : [])),
    );
    const { start, end } = variable.valuePlace;
    for (const match of text.slice(start, end).matchAll(/[^\s,"']+/g)) {
      const [name] = match;
      if (name === "*" || known.includes(name)) continue;
      const span = { start: start + match.index, end: start + match.index + name.length };
      const meant = nearest(name, known);
      const fix = meant ? changeTo(meant, span) : null;
      report(span, "undefined", { args: [name], fix });
    }
  },
});
