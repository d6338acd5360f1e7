import * as l10n from "@vscode/l10n";
import { fromsIn } from "../../../dockerfile/froms.ts";
import { stageCalled } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-from-later-stage",
  aliases: ["DL3022"],
  severity: "error",
  docs: {
    summary: () => l10n.t("`COPY --from` or a mount names a stage that stands below it."),
    why: () => l10n.t("The build stops: a stage knows only those above it. Move the other stage up."),
    bad: "FROM alpine:3.22\nCOPY --from=build /app /app\n\nFROM golang:1.25 AS build\nRUN make\n",
    good: "FROM golang:1.25 AS build\nRUN make\n\nFROM alpine:3.22\nCOPY --from=build /app /app\n",
  },
  messages: { below: (name) => l10n.t("The stage `{0}` stands below: move it above this one.", name) },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    const { list, byName } = file.stages;
    const above = new Set<string>();
    for (const { name, index, instructions } of list) {
      if (name) above.add(name.text.toLowerCase());
      for (const { it, isTriggered, value, name: asked } of fromsIn(instructions)) {
        if (isTriggered || above.has(asked)) continue;
        const stage = it.keyword === "COPY" ? stageCalled(file.stages, asked) : byName.get(asked);
        if (!stage || stage.index <= index) continue;
        const related = [{ span: stage.name ?? stage.from.name, message: () => l10n.t("The stage that is meant.") }];
        report(value, "below", { args: [value.text], related });
      }
    }
  },
});
