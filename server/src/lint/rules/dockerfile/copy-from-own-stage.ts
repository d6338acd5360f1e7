import * as l10n from "@vscode/l10n";
import { fromsIn } from "../../../dockerfile/froms.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-from-own-stage",
  aliases: ["DL3023"],
  severity: "error",
  docs: {
    summary: () => l10n.t("`COPY --from` or a mount names the stage that it is in."),
    why: () => l10n.t("The build stops: a stage cannot take files from itself."),
    bad: "FROM alpine:3.22 AS build\nCOPY --from=build /a /b\n",
    good: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=build /a /b\n",
  },
  messages: { own: (name) => l10n.t("`{0}` is this very stage: a stage cannot take files from itself.", name) },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    for (const { name, index, instructions } of file.stages.list) {
      const own = name?.text.toLowerCase();
      for (const { it, isTriggered, value, name: asked } of fromsIn(instructions)) {
        if (isTriggered) continue;
        const isNumber = it.keyword === "COPY" && /^\d+$/.test(asked);
        if (isNumber ? Number(asked) === index : asked === own) report(value, "own", { args: [value.text] });
      }
    }
  },
});
