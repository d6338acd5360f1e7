import * as l10n from "@vscode/l10n";
import { imageDefaults } from "../../run/image-defaults.ts";
import { busyPorts } from "../../run/launch.ts";
import { proposedPorts } from "../../run/ports.ts";
import { command, imageReference } from "../command.ts";
import { runInTerminal } from "./run-in-terminal.ts";

export default command({
  id: "images.runInteractive",
  on: "image",
  icon: "terminal",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const image = imageReference(target);
    const engine = await context.engine();
    const { exposed } = imageDefaults(await engine.inspect("image", image));
    const ports = await proposedPorts(exposed, await busyPorts(engine));
    runInTerminal(context, engine, { image, ports, autoRemove: true, interactive: true });
  },
});
