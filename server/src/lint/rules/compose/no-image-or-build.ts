import * as l10n from "@vscode/l10n";
import { isSaidElsewhere, projectOf } from "../../../compose/project.ts";
import { inherits } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "no-image-or-build",
  aliases: [],
  severity: "error",
  ofActive: true,
  docs: {
    summary: () => l10n.t("A service has neither an image nor a build."),
    why: () => l10n.t("Docker Compose does not know what to run and refuses the project."),
    bad: "services:\n  web:\n    restart: always\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
  },
  messages: {
    nothing: (name) => l10n.t("The service `{0}` needs an `image` or a `build`.", name),
  },
  check(file, report) {
    if (!projectOf(file).isWhole) return;
    for (const service of file.services) {
      const { value } = service.pair;
      // What is no mapping at all is another finding.
      if (!service.body && !(value.kind === "scalar" && value.type === "null" && !value.tag)) continue;
      if (KEYS.some((key) => inherits(file, service, key))) continue;
      if (isSaidElsewhere(file, "services", service)) continue;
      report(service.key, "nothing", { args: [service.name] });
    }
  },
});

const KEYS = ["image", "build", "provider"];
