import * as l10n from "@vscode/l10n";
import { fromsIn } from "../../../dockerfile/froms.ts";
import { isReference } from "../../../dockerfile/image.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unknown-copy-stage",
  aliases: ["DL3022"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`COPY --from` or a mount names no stage."),
    why: () =>
      l10n.t(
        "Docker then looks for an image of that name in the registry, which is seldom meant. An image is better named with its tag.",
      ),
    bad: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=biuld /a /b\n",
    good: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=build /a /b\n",
  },
  messages: {
    untagged: (image) =>
      l10n.t("Give `{0}` a tag or a digest: without one it means `latest`, which changes under you.", image),
    unknown: (name) => l10n.t("No stage is called `{0}`, so Docker takes it for an image: give an image a tag.", name),
    meant: (name, meant) => l10n.t("No stage is called `{0}`. Did you mean `{1}`?", name, meant),
  },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    const { list, byName } = file.stages;
    const above = new Set<string>();
    for (const stage of list) {
      for (const { it, isTriggered, value, name } of fromsIn(stage.instructions)) {
        // The stages that a trigger names are those of another file.
        if (isTriggered || name === "" || byName.has(name) || /[:$@]/.test(name) || !isReference(name)) continue;
        if (it.keyword === "COPY" && /^\d+$/.test(name)) continue;
        const meant = above.size > MOST_NAMES ? null : nearest(name, above);
        const fix = meant ? changeTo(meant, value) : null;
        report(value, meant ? "meant" : name.includes("/") ? "untagged" : "unknown", {
          args: [value.text.slice(0, 60), meant ?? ""],
          fix,
        });
      }
      if (stage.name) above.add(stage.name.text.toLowerCase());
    }
  },
});

/** Among more nobody looks for a typing error: comparing each with each would take too long. */
const MOST_NAMES = 500;
