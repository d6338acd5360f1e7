import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { issuesOfKind } from "../../../compose/validate.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "legacy-key",
  aliases: [],
  severity: "information",
  docs: {
    summary: () => l10n.t("A key is a leftover of old versions of Docker Compose."),
    why: () =>
      l10n.t(
        "It works, but there is a better way: services of one network find each other by name, and named volumes are shared.",
      ),
    bad: "services:\n  web:\n    image: nginx:1.29\n    links:\n      - api\n  api:\n    image: node:24\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      - api\n  api:\n    image: node:24\n",
  },
  messages: {
    links: () =>
      l10n.t(
        "`links` is a leftover: services of one network reach each other by name. Use `depends_on` for the order.",
      ),
    external_links: () => l10n.t("`external_links` is a leftover: use an `external` network that both projects share."),
    volumes_from: () => l10n.t("`volumes_from` is a leftover: give both services the same named volume."),
    external: () => l10n.t("`external.name` is a leftover: write `external: true` and `name`."),
  },
  check(file, report) {
    for (const key of ["links", "external_links", "volumes_from"] as const) {
      eachOnce(file, key, (_, pair) => report(pair.key, key, { tag: "deprecated" }));
    }
    for (const { pair } of issuesOfKind(file, "deprecated")) {
      if (pair.name === "name") report(pair.key, "external", { tag: "deprecated" });
    }
  },
});
