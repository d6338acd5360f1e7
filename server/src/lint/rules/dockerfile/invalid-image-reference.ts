import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import { isReference } from "../../../dockerfile/image.ts";
import { splitWords } from "../../../dockerfile/words.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-image-reference",
  aliases: ["INVALID_REFERENCE_FORMAT"],
  severity: "error",
  docs: {
    summary: () => l10n.t("`FROM` names something that cannot be an image."),
    why: () => l10n.t("The build stops: an image is `[registry/]name[:tag][@digest]`, the name in lower case."),
    bad: "FROM alpine:3.22:edge\nRUN id\n",
    good: "FROM alpine:3.22\nRUN id\n",
  },
  messages: {
    invalid: (image) =>
      l10n.t("`{0}` cannot be an image: write `[registry/]name[:tag][@digest]`, the name in lower case.", image),
  },
  reach: "stage",
  keywords: ["FROM"],
  check(file, report) {
    for (const { image, base } of file.stages.list) {
      if (!image || base || image.text.includes("$")) continue;
      const text = expand(image.text, image.owner.escape, () => null);
      // Another rule tells of a quote that stays open.
      const isOpen = /["']/.test(image.text) && splitWords(image.text, 0, image.text.length, image.owner.escape).open;
      if (!isOpen && !isReference(text)) report(image, "invalid", { args: [text.slice(0, 80)] });
    }
  },
});
