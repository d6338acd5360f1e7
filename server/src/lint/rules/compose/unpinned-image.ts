import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { onceForMap } from "../../../compose/once-for-map.ts";
import { projectOf } from "../../../compose/project.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
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
  check(file, report) {
    const seen = new Set<ScalarNode>();
    for (const { body } of file.services) {
      for (const { node, image } of unpinnedOf(file, body)) {
        if (seen.has(node) || isBuiltHere(file, image.name)) continue;
        seen.add(node);
        if (image.tag === null) report(node, "untagged", { args: [node.value] });
        else report(node, "latest", { args: [image.name] });
      }
    }
  },
});

const unpinnedOf = onceForMap((file, body) => {
  const node = file.scalar(body, "image");
  // An image that is built here gets its tag here.
  if (!node || node.value.includes("$") || file.pair(body, "build")) return [];
  const image = parseImageReference(node.value);
  return image && image.digest === null && (image.tag === null || image.tag === "latest") ? [{ node, image }] : [];
});

/** Another service of the project builds an image of that name. */
const isBuiltHere = (file: ComposeFile, name: string): boolean =>
  file
    .derive(
      isBuiltHere,
      () =>
        new Set(projectOf(file).files.flatMap((it) => it.entries("services").flatMap(({ body }) => builtOf(it, body)))),
    )
    .has(name);

const builtOf = onceForMap((file, body) => {
  const image = file.pair(body, "build") && file.scalar(body, "image");
  const name = image && parseImageReference(image.value)?.name;
  return name ? [name] : [];
});
