import * as l10n from "@vscode/l10n";
import { type ImageNode, repositoryOf } from "../../views/node.ts";
import { command } from "../command.ts";

export default command({
  id: "images.copyDigest",
  on: "image",
  icon: "copy",
  group: "4_look",
  many: true,
  harmless: true,
  enabled: (it) => digestOf(it) !== null,
  failure: (names) => l10n.t("Cannot copy from {0}", names),
  async run({ copy }, targets) {
    await copy(targets.flatMap((it) => digestOf(it) ?? []).join("\n"));
  },
});

/** `repository@sha256:…`, by which a registry knows it; the one of the row's own repository where there are several. */
function digestOf({ image, tag }: ImageNode): string | null {
  const own = tag === null ? undefined : image.digests.find((it) => it.startsWith(`${repositoryOf(tag)}@`));
  return own ?? image.digests[0] ?? null;
}
