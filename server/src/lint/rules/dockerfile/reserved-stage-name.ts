import * as l10n from "@vscode/l10n";
import { placesOf } from "../../../dockerfile/references.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

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
    for (const { name } of file.stages.list) {
      if (!name || !/^(?:scratch|context)$/i.test(name.text)) continue;
      const other = `${name.text}-stage`;
      // `FROM scratch` is the empty image all the same.
      const places = placesOf(file)
        .get(name)
        ?.filter((it) => it === name || it.owner.keyword !== "FROM");
      const edits = (places ?? [name]).map((it) => replace(it, other));
      report(name, "reserved", { args: [name.text], fix: { title: () => l10n.t("Change to `{0}`", other), edits } });
    }
  },
});
