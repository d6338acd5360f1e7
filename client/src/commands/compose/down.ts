import { basename, dirname } from "node:path";
import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { runCompose } from "./project.ts";

export default command({
  id: "compose.down",
  on: "compose",
  icon: "trash",
  group: "9_remove",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot take {0} down", names),
  busy: (names) => l10n.t("{0} is being taken down already.", names),
  async run(context, [target]) {
    if (!target) return;
    const { service, path } = target;
    const question = service
      ? l10n.t("Stop and remove the containers of '{0}'?", service)
      : l10n.t("Stop and remove the containers and networks of '{0}'?", basename(dirname(path)));
    const verb = l10n.t("Remove");
    if (!(await context.ui.confirm(question, l10n.t("Named volumes and images stay."), verb))) return;
    // `down` of one service is new; this does the same in every version.
    await runCompose(context, target, service ? ["rm", "--stop", "--force"] : ["down"]);
  },
});
