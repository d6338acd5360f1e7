import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import { command } from "../command.ts";
import { runByForm } from "../images/run-by-form.ts";

export default command({
  id: "containers.runNew",
  on: "window",
  icon: "add",
  group: "1_open",
  inTitle: { view: "containers", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot run the image"),
  async run(context) {
    const engine = await context.engine();
    const tags = (await engine.images()).flatMap((it) => it.tags).sort();
    const other = {
      label: l10n.t("$(cloud-download) Another Image..."),
      description: l10n.t("pulled first"),
      value: "",
    };
    const chosen = await context.ui.pick(l10n.t("Run a new container of"), [
      ...tags.map((value) => ({ label: value, value })),
      other,
    ]);
    if (chosen === null) return;
    const image =
      chosen ||
      (await context.ui.input({
        title: l10n.t("Run a new container of"),
        prompt: l10n.t("The name of the image, such as nginx:1.27 or registry.example.com/team/web:2"),
        value: "",
        validate: (it) => (parseImageReference(it.trim()) ? null : l10n.t("This is no image name, such as web:2.")),
      }));
    if (image) await runByForm(context, image.trim());
  },
});
