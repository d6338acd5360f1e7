import * as l10n from "@vscode/l10n";
import { cyclesIn } from "../../../compose/cycles.ts";
import { extendedBy } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "extends-cycle",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("Services extend each other in a circle."),
    why: () => l10n.t("Docker Compose refuses the project: it can never know what the services are."),
    bad: "services:\n  web:\n    extends: base\n    image: nginx:1.29\n  base:\n    extends: web\n    image: nginx:1.29\n",
    good: "services:\n  web:\n    extends: base\n  base:\n    image: nginx:1.29\n",
  },
  messages: {
    cycle: (path) => l10n.t("These services extend each other: {0}.", path),
  },
  check(file, report) {
    const edges = new Map(
      file.services.flatMap(({ name, body }) => {
        const base = extendedBy(file, body);
        return base ? [[name, new Map([[base.value, base]])] as const] : [];
      }),
    );
    for (const { path, edge } of cyclesIn(edges)) {
      report(edge, "cycle", { args: [path.map((it) => `\`${it}\``).join(" → ")] });
    }
  },
});
