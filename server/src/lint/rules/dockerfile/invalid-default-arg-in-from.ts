import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import { isReference } from "../../../dockerfile/image.ts";
import { globalLookup } from "../../../dockerfile/scopes.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-default-arg-in-from",
  aliases: ["InvalidDefaultArgInFrom"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("Without build arguments `FROM` names no image."),
    why: () =>
      l10n.t("Whoever builds without `--build-arg` gets an error: give the `ARG` a default that makes a valid image."),
    bad: "ARG TAG\nFROM alpine:${TAG}\nRUN id\n",
    good: "ARG TAG=3.22\nFROM alpine:${TAG}\nRUN id\n",
  },
  messages: {
    invalid: (image, result) =>
      l10n.t(
        "With the defaults of its `ARG`s `{0}` becomes `{1}`, which is no image: give them defaults.",
        image,
        result,
      ),
    empty: (image) => l10n.t("With the defaults of its `ARG`s nothing is left of `{0}`: give them defaults.", image),
  },
  keywords: ["FROM", "ARG"],
  check(file, report) {
    const lookup = globalLookup(file.stages);
    const names = new Set<string>();
    for (const { from, image, name } of file.stages.list) {
      if (image?.text.includes("$")) {
        const result = expand(image.text, from.escape, lookup);
        if (!isReference(result) && !names.has(result.toLowerCase()))
          report(image, result === "" ? "empty" : "invalid", { args: [image.text.slice(0, 80), result.slice(0, 80)] });
      }
      if (name) names.add(name.text.toLowerCase());
    }
  },
});
