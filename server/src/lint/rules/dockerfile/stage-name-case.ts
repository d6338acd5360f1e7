import * as l10n from "@vscode/l10n";
import { placesOf } from "../../../dockerfile/references.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "stage-name-case",
  aliases: ["StageNameCasing"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("Stage names are written in lower case."),
    why: () =>
      l10n.t(
        "Docker does not tell upper from lower case in stage names, so lower case throughout avoids names that look different and are not.",
      ),
    bad: "FROM alpine:3.22 AS Base\nFROM Base\nCOPY --from=Base /a /b\n",
    good: "FROM alpine:3.22 AS base\nFROM base\nCOPY --from=base /a /b\n",
  },
  messages: { lower: (name, lower) => l10n.t("Write the stage name `{0}` in lower case: `{1}`.", name, lower) },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    for (const stage of file.stages.list) {
      const { name } = stage;
      if (!name || stage.from.words.length !== 3 || name.text === name.text.toLowerCase()) continue;
      const lower = name.text.toLowerCase();
      const places = placesOf(file).get(name) ?? [name];
      const edits = places.filter((it) => it.text !== lower).map((it) => replace(it, lower));
      report(name, "lower", {
        args: [name.text, lower],
        fix: { title: () => l10n.t("Change to `{0}`", lower), edits },
      });
    }
  },
});
