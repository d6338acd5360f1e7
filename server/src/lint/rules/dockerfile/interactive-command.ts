import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const POINTLESS = ["free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim"];

export default dockerfileRule({
  id: "interactive-command",
  aliases: ["DL3001"],
  severity: "information",
  docs: {
    summary: () => l10n.t("A `RUN` uses a command that makes no sense while building."),
    why: () => l10n.t("There is nobody to type, no service manager, and what is started ends with the `RUN`."),
    bad: "FROM alpine:3.22\nRUN service nginx start\n",
    good: 'FROM alpine:3.22\nCMD ["nginx", "-g", "daemon off;"]\n',
  },
  messages: { pointless: (name) => l10n.t("`{0}` does nothing useful while building an image.", name) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, ...POINTLESS))
      report(spanIn(command, command.nameWord), "pointless", { args: [command.name ?? ""] });
  },
});
