import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { urlOf } from "../containers/open-port.ts";
export default command({
  id: "ports.open",
  on: "port",
  icon: "link-external",
  group: "1_open",
  inline: true,

  enabled: ({ port, container }) =>
    container.state === "running" && port.publicPort !== null && port.protocol === "tcp",
  failure: (names) => l10n.t("Cannot open {0} in the browser", names),
  async run({ engine, openExternal }, [target]) {
    if (!target) return;
    await openExternal(urlOf(target.port, (await engine()).address));
  },
});
