import * as l10n from "@vscode/l10n";
import { partsOf } from "../../../dockerfile/stages.ts";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-relative-destination",
  aliases: ["DL3045"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`COPY` has a relative destination and no `WORKDIR` before it."),
    why: () => l10n.t("The files land in the working directory of the base image, which can change with it."),
    bad: "FROM alpine:3.22\nCOPY app bin/\n",
    good: "FROM alpine:3.22\nWORKDIR /app\nCOPY app bin/\n",
  },
  messages: {
    relative: (path) =>
      l10n.t("`{0}` is relative to the working directory of the base image: set a `WORKDIR` first.", path),
  },
  keywords: ["FROM", "WORKDIR", "COPY"],
  check(file, report) {
    const withWorkdir = new Set<string>();
    for (const stage of partsOf(file.stages)) {
      const image = stage.image?.text ?? "";
      let hasWorkdir = withWorkdir.has(image);
      for (const it of stage.instructions) {
        if (it.keyword === "WORKDIR") hasWorkdir = true;
        if (it.keyword !== "COPY" || hasWorkdir) continue;
        const items = it.json ? it.json.items : it.words;
        const destination = items.at(-1);
        if (!destination || items.length < 2) continue;
        const path = destination.unquoted;
        if (/^(?:[/$\\]|[A-Za-z]:)/.test(path)) continue;
        const fix = {
          title: () => l10n.t("Insert `{0}`", "WORKDIR /app"),
          edits: [insert(it.start, "WORKDIR /app\n")],
        };
        report(destination, "relative", { args: [path.slice(0, 60)], fix });
      }
      if (hasWorkdir && stage.name) withWorkdir.add(stage.name.text);
    }
  },
});
