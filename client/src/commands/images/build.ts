import * as l10n from "@vscode/l10n";
import { stageTag, stageToBuild, tagProblem } from "../../build/options.ts";
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
    const stage = target.stage ?? null;
    const tag = await context.ui.input({
      title: stage === null ? l10n.t("Build Image") : l10n.t("Build the Stage {0}", stage),
      prompt: l10n.t("The name and tag of the image, such as team/app:1.2"),
      value: stage === null ? remembered.tag : stageTag(remembered.tag, stage),
      validate: tagProblem,
    });
    if (tag === null) return;
    // The stage of one build, and what was once chosen with care, are not done to every build from then on.
    if (stage === null) remember(context, target.path, { ...remembered, tag });
    await buildInTerminal(context, target.path, {
      ...remembered,
      tag,
      target: stageToBuild(target.stage, remembered.target),
      noCache: false,
      pull: false,
    });
  },
});
