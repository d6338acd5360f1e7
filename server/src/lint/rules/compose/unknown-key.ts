import * as l10n from "@vscode/l10n";
import { issuesOfKind } from "../../../compose/validate.ts";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

/** Keys of services that went with version 1, and what says the same now. */
const FIRST_VERSION: ReadonlyMap<string, string> = new Map([
  ["net", "network_mode"],
  ["log_driver", "logging.driver"],
  ["log_opt", "logging.options"],
  ["dockerfile", "build.dockerfile"],
]);

export default composeRule({
  id: "unknown-key",
  aliases: ["invalid-schema"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A key is not known in its place."),
    why: () =>
      l10n.t(
        "Docker Compose refuses the whole file. Often it is a typing error or wrong indentation; keys of your own start with `x-`.",
      ),
    bad: "services:\n  web:\n    imgae: nginx:1.29\n    image: nginx:1.29\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    x-owner: team-a\n",
  },
  messages: {
    unknown: (key) => l10n.t("`{0}` is not known here.", key),
    meant: (key, other) => l10n.t("`{0}` is not known here. Did you mean `{1}`?", key, other),
    old: (key, other) => l10n.t("`{0}` is of version 1 of compose files: it is `{1}` now.", key, other),
    name: (key) => l10n.t("`{0}` is no valid name: use letters, digits, `.`, `_` and `-`.", key),
  },
  check(file, report) {
    for (const { pair, known, isName } of issuesOfKind(file, "unknownKey")) {
      const shown = pair.name.slice(0, 60);
      const now = known.includes("container_name") ? FIRST_VERSION.get(pair.name) : undefined;
      if (now) {
        const isKey = !now.includes(".");
        const fix = { title: () => l10n.t("Change to `{0}`", now), edits: [replace(pair.key.content, now)] };
        report(pair.key, "old", { args: [shown, now], ...(isKey && { fix }) });
        continue;
      }
      const meant = nearest(pair.name, known);
      if (isName || !meant) report(pair.key, isName ? "name" : "unknown", { args: [shown] });
      else {
        const fix = { title: () => l10n.t("Change to `{0}`", meant), edits: [replace(pair.key.content, meant)] };
        report(pair.key, "meant", { args: [shown, meant], fix });
      }
    }
  },
});
