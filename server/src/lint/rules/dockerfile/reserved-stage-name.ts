import * as l10n from "@vscode/l10n";
import { stageReferences } from "../../../dockerfile/references.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

const MOST_STAGES = 200;

export default dockerfileRule({
  id: "reserved-stage-name",
  aliases: ["ReservedStageName", "DL3063"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A stage is called `scratch` or `context`."),
    why: () =>
      l10n.t(
        "Both words mean something to Docker: the empty image and the build context. The stage can hide them or cannot be reached.",
      ),
    bad: "FROM alpine:3.22 AS scratch\nRUN id\n",
    good: "FROM alpine:3.22 AS base\nRUN id\n",
  },
  messages: { reserved: (name) => l10n.t("`{0}` means something else to Docker: give the stage another name.", name) },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    const { list } = file.stages;
    for (const { name } of list) {
      if (!name || !/^(?:scratch|context)$/i.test(name.text)) continue;
      // In a file of more, working out what means each of them takes too long.
      if (list.length > MOST_STAGES) {
        report(name, "reserved", { args: [name.text] });
        continue;
      }
      const other = `${name.text}-stage`;
      const places = stageReferences(file).get(name.text.toLowerCase()) ?? [name];
      // `FROM scratch` is the empty image all the same.
      const edits = places
        .filter((it) => it.start === name.start || it.owner.keyword !== "FROM")
        .map((it) => replace(it, other));
      report(name, "reserved", { args: [name.text], fix: { title: () => l10n.t("Change to `{0}`", other), edits } });
    }
  },
});
