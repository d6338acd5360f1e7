import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "cd-instead-of-workdir",
  aliases: ["DL3003"],
  severity: "hint",
  docs: {
    summary: () => l10n.t("A `RUN` starts with `cd` where a `WORKDIR` would say it once."),
    why: () =>
      l10n.t(
        "Each `RUN` starts again in the `WORKDIR`; a `WORKDIR` is seen by everybody who reads the file and by the instructions that follow.",
      ),
    bad: "FROM alpine:3.22\nRUN cd /app && make\n",
    good: "FROM alpine:3.22\nWORKDIR /app\nRUN make\n",
  },
  messages: { workdir: (path) => l10n.t("Use `WORKDIR {0}` instead of `cd`.", path) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    if (it.onbuild) return;
    const [first] = commandsIn(it);
    const path = first?.args[0];
    if (first?.name === "cd" && first.command.depth === 0 && path?.isLiteral && path.value.startsWith("/")) {
      report(spanIn(first, first.command), "workdir", { args: [path.value] });
    }
  },
});
