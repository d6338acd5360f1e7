import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

const DEV_CONTAINERS = "ms-vscode-remote.remote-containers";

export default command({
  id: "containers.attachVsCode",
  on: "container",
  icon: "remote-explorer",
  group: "1_open",
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot open {0} in VS Code", names),
  async run({ ui, execute, hasExtension }, [target]) {
    if (!target) return;
    if (hasExtension(DEV_CONTAINERS)) {
      execute("remote-containers.attachToRunningContainer", target.container.id);
      return;
    }
    const show = { label: l10n.t("Show the Extension"), act: () => execute("extension.open", DEV_CONTAINERS) };
    ui.info(l10n.t("Opening a container in VS Code takes the extension Dev Containers, which is not installed."), show);
  },
});
