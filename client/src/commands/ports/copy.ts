import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { urlOf } from "../containers/open-port.ts";
export default command({
  id: "ports.copy",
  on: "port",
  icon: "copy",
  group: "4_look",

  harmless: true,
  enabled: ({ port }) => port.publicPort !== null,
  failure: (names) => l10n.t("Cannot copy {0}", names),
  async run({ engine, copy }, [target]) {
    if (!target) return;
    await copy(urlOf(target.port, (await engine()).address));
  },
});
