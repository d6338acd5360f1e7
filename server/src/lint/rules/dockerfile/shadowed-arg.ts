import * as l10n from "@vscode/l10n";
import { chainOf } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "shadowed-arg",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("An `ARG` has the name of an `ENV` above."),
    why: () =>
      l10n.t(
        "The variable has one value while the image is built and another in its containers, which only see the `ENV`. The classic builder does not even look at the `ARG`.",
      ),
    bad: "FROM alpine:3.22\nENV VERSION=1\nARG VERSION=2\nRUN echo $VERSION\n",
    good: "FROM alpine:3.22\nARG VERSION=2\nENV VERSION=$VERSION\nRUN echo $VERSION\n",
  },
  messages: {
    shadowed: (name) =>
      l10n.t("Containers keep the value of `ENV {0}` above: this `ARG` counts only while building, if at all.", name),
  },
  reach: "stage",
  keywords: ["FROM", "ENV", "ARG"],
  check(file, report) {
    for (const stage of file.stages.list) {
      if (!stage.instructions.some((it) => it.keyword === "ARG")) continue;
      const set = new Map<string, { start: number; end: number }>();
      for (const part of chainOf(stage).reverse()) {
        for (const it of part.instructions) {
          if (it.keyword === "ENV") for (const { name } of it.pairs) set.set(name.unquoted, name);
          if (it.keyword !== "ARG" || part !== stage) continue;
          for (const { name } of it.pairs) {
            const env = set.get(name.text);
            const related = env && [{ span: env, message: () => l10n.t("What containers see.") }];
            if (related) report(name, "shadowed", { args: [name.text], related });
          }
        }
      }
    }
  },
});
