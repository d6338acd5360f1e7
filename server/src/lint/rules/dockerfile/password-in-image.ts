import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "password-in-image",
  aliases: ["CKV2_DOCKER_17"],
  severity: "information",
  docs: {
    summary: () => l10n.t("A password is set while the image is built."),
    why: () => l10n.t("Everyone who has the image has its hash, and mostly its text from the history."),
    bad: "FROM debian:13\nRUN echo 'app:secret' | chpasswd\n",
    good: "FROM debian:13\nRUN useradd -l app\n",
  },
  messages: { password: () => l10n.t("Set no password in an image: everyone who has it can read it.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "chpasswd")) report(spanIn(command, command.nameWord), "password");
  },
});
