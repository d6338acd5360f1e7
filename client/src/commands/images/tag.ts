import * as l10n from "@vscode/l10n";
import { command, imageReference } from "../command.ts";

export default command({
  id: "images.tag",
  on: "image",
  icon: "tag",
  group: "3_change",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot tag {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const name = await ui.input({
      title: l10n.t("Tag {0}", imageReference(target)),
      prompt: l10n.t("One more name for the image, such as web:2 or registry.example.com/team/web:2"),
      value: target.tag ?? "",
      validate: (text) => (isReference(text) ? null : l10n.t("This is no image name, such as web:2.")),
    });
    if (name === null || name === target.tag) return;
    await (await engine()).tag(imageReference(target), name);
  },
});

/** `[registry[:port]/]name[/name…][:tag]` */
export function isReference(text: string): boolean {
  const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?/)?`;
  const part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  return new RegExp(String.raw`^${host}${part}(?:/${part})*(?::\w[\w.-]{0,127})?$`).test(text);
}
