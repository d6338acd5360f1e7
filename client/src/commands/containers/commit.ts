import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { isReference } from "../images/tag.ts";
export default command({
  id: "containers.commit",
  on: "container",
  icon: "save",
  group: "3_change",

  enabled: () => true,
  failure: (names) => l10n.t("Cannot make an image of {0}", names),
  async run({ ui, engine, store, execute }, [target]) {
    if (!target) return;
    const { id, name: container, state } = target.container;
    const name = await ui.input({
      title: l10n.t("Make an image of '{0}'", container),
      prompt: l10n.t("The image's name, such as web:fixed; its volumes are not part of it"),
      value: `${container.toLowerCase()}:snapshot`,
      validate: (text) => (isReference(text) ? null : l10n.t("This is no image name, such as web:2.")),
    });
    if (name === null) return;
    const connected = await engine();
    await ui.progress(l10n.t("Making the image {0}", name), async () => {
      await connected.commit(id, { name, pause: state === "running" });
    });
    const image = await connected.image(name);
    const made = { kind: "image", id: image?.id, engine: store().id, image, tag: name };
    ui.info(
      l10n.t("The image {0} is made of '{1}'.", name, container),
      ...(image ? [{ label: l10n.t("Run"), act: () => execute("gantry.images.run", made) }] : []),
    );
  },
});
