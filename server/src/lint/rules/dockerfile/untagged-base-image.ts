import * as l10n from "@vscode/l10n";
import { isReference } from "../../../dockerfile/image.ts";
import type { Stage } from "../../../dockerfile/stages.ts";
import { pinnedAsElsewhere } from "../../pins.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "untagged-base-image",
  aliases: ["DL3006"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A base image has neither a tag nor a digest."),
    why: () =>
      l10n.t(
        "Without a tag Docker takes `latest`, which is another image tomorrow: a build that worked breaks, or changes, with no change of yours.",
      ),
    bad: "FROM alpine:3.22 AS build\nRUN id\n\nFROM alpine\nRUN id\n",
    good: "FROM alpine:3.22 AS build\nRUN id\n\nFROM alpine:3.22\nRUN id\n",
  },
  messages: {
    untagged: (image) =>
      l10n.t("Give `{0}` a tag or a digest: without one it means `latest`, which changes under you.", image),
  },
  keywords: ["FROM", "COPY"],
  check(file, report) {
    const { list } = file.stages;
    for (const { image, base } of list) {
      if (!image || base) continue;
      const { unquoted } = image;
      if (unquoted === "scratch" || unquoted.startsWith("$") || unquoted.includes("@")) continue;
      if (unquoted.slice(unquoted.lastIndexOf("/") + 1).includes(":")) continue;
      if (unquoted.includes("$") ? list.some((it) => mayBeCalled(it, unquoted)) : !isReference(unquoted)) continue;
      report(image, "untagged", { args: [unquoted], fixes: pinnedAsElsewhere(file, image) });
    }
  },
});

/** `build-$TARGETOS` names one of several stages. */
function mayBeCalled({ name }: Stage, text: string): boolean {
  const start = text.slice(0, text.indexOf("$"));
  const end = text.replace(/^.*\$(?:\{[^}]*\}|\w+)/, "");
  return Boolean(name?.text.startsWith(start) && name.text.endsWith(end));
}
