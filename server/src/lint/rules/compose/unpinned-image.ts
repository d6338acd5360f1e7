import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { parseImageReference } from "../../../shared/image-reference.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unpinned-image",
  aliases: ["service-image-require-explicit-tag"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("An image has no tag, or the tag `latest`."),
    why: () => l10n.t("It is another image tomorrow: what worked breaks, or changes, with no change of yours."),
    bad: "services:\n  web:\n    image: nginx\n",
    good: "services:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    untagged: (image) => l10n.t("Give `{0}` a tag: without one it means `latest`, which changes under you.", image),
    latest: (image) => l10n.t("Pin a tag on `{0}`: `latest` changes under you.", image),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "image", (value, _, { body }) => {
      // An image that is built here gets its tag here.
      if (value.kind !== "scalar" || value.value.includes("$") || file.pair(body, "build")) return;
      const image = parseImageReference(value.value);
      if (!image || image.digest !== null) return;
      if (image.tag === null) report(value, "untagged", { args: [value.value] });
      else if (image.tag === "latest") report(value, "latest", { args: [image.name] });
    });
  },
});
