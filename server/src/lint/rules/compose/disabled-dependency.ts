import * as l10n from "@vscode/l10n";
import { isSwitchedOn, profilesOf } from "../../../compose/profiles.ts";
import { dependenciesOf } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "disabled-dependency",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A service depends on another one that is only there with a profile."),
    why: () =>
      l10n.t(
        "Without the profile Docker Compose refuses to start the service. Give both the same profile, or set `required: false`.",
      ),
    bad: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      - db\n  db:\n    image: postgres:18\n    profiles: [data]\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      - db\n    profiles: [data]\n  db:\n    image: postgres:18\n    profiles: [data]\n",
  },
  messages: {
    disabled: (name, profiles) =>
      l10n.t("`{0}` is only there with the profile {1}, so this service cannot start without it.", name, profiles),
  },
  check(file, report) {
    if (file.services.every(({ body }) => profilesOf(file, body).length === 0)) return;
    for (const service of file.services) {
      const own = profilesOf(file, service.body);
      for (const { name, node, isRequired } of dependenciesOf(file, service.body)) {
        const other = isRequired ? file.entry("services", name) : null;
        const needed = other ? profilesOf(file, other.body) : [];
        if (isSwitchedOn(file, needed) || (own.length > 0 && own.every((it) => needed.includes(it)))) continue;
        report(node, "disabled", { args: [name, needed.map((it) => `\`${it}\``).join(", ")] });
      }
    }
  },
});
