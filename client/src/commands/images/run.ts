import * as l10n from "@vscode/l10n";
import { imageDefaults } from "../../run/image-defaults.ts";
import { busyPorts, launch, startDetached } from "../../run/launch.ts";
import { proposedPorts } from "../../run/ports.ts";
import { command, imageReference } from "../command.ts";
import { tellStarted } from "./after-start.ts";

export default command({
  id: "images.run",
  on: "image",
  icon: "play",
  group: "1_open",
  inline: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const image = imageReference(target);
    const engine = await context.engine();
    const { exposed } = imageDefaults(await engine.inspect("image", image));
    const ports = await proposedPorts(exposed, await busyPorts(engine));
    const request = { image, ports, interactive: false };
    const id = await launch(context, engine, request, (asked) => startDetached(engine, asked));
    if (id !== null) await tellStarted(context, engine, id, image);
  },
});
