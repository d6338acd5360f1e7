import * as l10n from "@vscode/l10n";
import { pinnedAsElsewhere } from "../../pins.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "latest-tag",
  aliases: ["DL3007"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A base image has the tag `latest`."),
    why: () => l10n.t("It is another image tomorrow: a build that worked breaks, or changes, with no change of yours."),
    bad: "FROM alpine:3.22 AS build\nRUN id\n\nFROM alpine:latest\nRUN id\n",
    good: "FROM alpine:3.22 AS build\nRUN id\n\nFROM alpine:3.22\nRUN id\n",
  },
  messages: { latest: (image) => l10n.t("Give `{0}` a tag that stays: `latest` changes under you.", image) },
  keywords: ["FROM", "COPY"],
  check(file, report) {
    for (const { image, base } of file.stages.list) {
      if (!image || base || !image.unquoted.endsWith(":latest")) continue;
      report(image.part(image.text.lastIndexOf("latest"), image.text.lastIndexOf("latest") + 6), "latest", {
        args: [image.unquoted.slice(0, -7)],
        fixes: pinnedAsElsewhere(file, image),
      });
    }
  },
});
