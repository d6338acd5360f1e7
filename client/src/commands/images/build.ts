import * as l10n from "@vscode/l10n";
import { tagProblem } from "../../build/options.ts";
import { command } from "../command.ts";
import { buildInTerminal } from "./build-in-terminal.ts";
import { remember, rememberedOptions } from "./build-memory.ts";

export default command({
  id: "images.build",
  on: "dockerfile",
  icon: "tools",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot build {0}", names),
  busy: (names) => l10n.t("{0} is being built already.", names),
  async run(context, [target]) {
    if (!target) return;
    const remembered = await rememberedOptions(context, target.path);
    const tag = await context.ui.input({
      title: l10n.t("Build Image"),
      prompt: l10n.t("The name and tag of the image, such as team/app:1.2"),
      value: remembered.tag,
      validate: tagProblem,
    });
    if (tag === null) return;
    const options = { ...remembered, tag };
    remember(context, target.path, options);
    // What was once chosen for one build is not done to every build from then on.
    await buildInTerminal(context, target.path, { ...options, noCache: false, pull: false });
  },
});
