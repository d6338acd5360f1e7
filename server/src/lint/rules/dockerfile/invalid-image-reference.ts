import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import { isReference } from "../../../dockerfile/image.ts";
import { splitWords } from "../../../dockerfile/words.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-image-reference",
  aliases: ["INVALID_REFERENCE_FORMAT"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`FROM` names something that cannot be an image."),
    why: () => l10n.t("The build stops: an image is `[registry/]name[:tag][@digest]`, the name in lower case."),
    bad: "FROM Alpine:3.22\nRUN id\n",
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
      if (isOpen || isReference(text)) continue;
      const meant = meantBy(text);
      const fix = meant ? changeTo(meant, image) : null;
      report(image, "invalid", { args: [text.slice(0, 80)], fix });
    }
  },
});

/** Copied from a browser, written as in npm, in capitals, or with a tag still to come; null for anything else. */
function meantBy(text: string): string | null {
  const plain = text.replace(/^https?:\/\//, "").replace(/[:@]$/, "");
  const [, name = "", rest = ""] = /^(.{1,300}?)((?:[:@][\w.-]*)*)$/.exec(plain) ?? [];
  const lower = name.toLowerCase() + rest;
  return [plain, lower, lower.replace("@", ":")].find(isReference) ?? null;
}
