import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "shell-by-link",
  aliases: ["DL4005"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`/bin/sh` is replaced by a link."),
    why: () =>
      l10n.t(
        "Other programs of the image may rely on the shell that was there. `SHELL` changes it for the build only.",
      ),
    bad: "FROM debian:13\nRUN ln -sf /bin/bash /bin/sh\n",
    good: 'FROM debian:13\nSHELL ["/bin/bash", "-c"]\n',
  },
  messages: { shell: () => l10n.t('Use `SHELL ["/bin/bash", "-c"]` instead of replacing `/bin/sh`.') },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "ln")) {
      const target = command.args.find((of) => of.value === "/bin/sh");
      if (!target) continue;
      const shell = command.args.find((of) => SHELLS.test(of.value));
      const isAll =
        !it.onbuild && command.script.form === "shell" && commandsIn(it).length === 1 && it.flags.length === 0;
      const line = `SHELL ["${shell?.value}", "-c"]`;
      const fix = changeTo(line, it);
      report(spanIn(command, command.command), "shell", isAll && shell ? { fix } : {});
    }
  },
});

const SHELLS = /^\/(?:usr\/)?bin\/(?:ba|da|z|a)sh$/;
