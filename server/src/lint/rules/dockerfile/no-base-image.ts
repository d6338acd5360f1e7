import * as l10n from "@vscode/l10n";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "no-base-image",
  aliases: ["NO_SOURCE_IMAGE", "DL3061"],
  severity: "error",
  docs: {
    summary: () => l10n.t("A Dockerfile starts with `FROM`; only `ARG` may stand before it."),
    why: () => l10n.t("The build stops: without a base image there is nothing to work on."),
    bad: "RUN id\nFROM alpine:3.22\n",
    good: "FROM alpine:3.22\nRUN id\n",
  },
  messages: {
    before: (keyword) => l10n.t("`{0}` stands before the first `FROM`: only `ARG` can.", keyword),
    none: () => l10n.t("There is no `FROM`: a Dockerfile needs a base image."),
  },
  check(file, report) {
    const { before, list } = file.stages;
    if (list.length === 0 && before.every((it) => it.keyword === "ARG")) {
      const first = before[0]?.name ?? { start: 0, end: Math.min(file.text.search(/[\r\n]|$/), 200) };
      return report(first, "none");
    }
    for (const it of before)
      if (it.keyword !== "ARG" && isKeyword(it.keyword)) report(it.name, "before", { args: [it.keyword] });
  },
});
