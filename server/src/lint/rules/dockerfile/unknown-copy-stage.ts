import * as l10n from "@vscode/l10n";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unknown-copy-stage",
  aliases: ["DL3022"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`COPY --from` names no stage above it."),
    why: () =>
      l10n.t(
        "Docker then looks for an image of that name in the registry, which is seldom meant. An image is better named with its tag.",
      ),
    bad: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=biuld /a /b\n",
    good: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=build /a /b\n",
  },
  messages: {
    unknown: (name) =>
      l10n.t("No stage above is called `{0}`, so Docker takes it for an image: give an image a tag.", name),
    meant: (name, meant) => l10n.t("No stage above is called `{0}`. Did you mean `{1}`?", name, meant),
  },
  keywords: ["FROM", "COPY"],
  check(file, report) {
    const above = new Set<string>();
    for (const stage of file.stages.list) {
      for (const it of stage.instructions) {
        const copy = it.trigger ?? it;
        const value = copy.keyword === "COPY" ? copy.flag("from")?.value : null;
        if (!value || value.text === "" || /[:$/@]/.test(value.unquoted)) continue;
        const name = value.unquoted.toLowerCase();
        if (/^\d+$/.test(name) ? Number(name) < stage.index + 1 : above.has(name)) continue;
        const meant = nearest(name, above);
        const fix = meant ? { title: () => l10n.t("Change to `{0}`", meant), edits: [replace(value, meant)] } : null;
        report(value, meant ? "meant" : "unknown", {
          args: [value.text.slice(0, 60), meant ?? ""],
          ...(fix && { fix }),
        });
      }
      if (stage.name) above.add(stage.name.text.toLowerCase());
    }
  },
});
