import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import { pushWithProgress } from "../../run/transfer.ts";
import { command } from "../command.ts";

/** What was before the image's own name the last time: `registry.example.com/team/`. */
const LAST_PREFIX = "push:prefix";

export default command({
  id: "images.push",
  on: "image",
  icon: "cloud-upload",
  group: "2_state",
  enabled: ({ tag }) => tag !== null,
  failure: (names) => l10n.t("Cannot push {0}", names),
  busy: (names) => l10n.t("{0} is being pushed already.", names),
  async run(context, [target]) {
    const tag = target?.tag ?? null;
    if (tag === null) return;
    const isQualified = tag.includes("/");
    const text = await context.ui.input({
      title: l10n.t("Push {0}", tag),
      prompt: l10n.t("Its name at the registry, such as registry.example.com/team/web:2"),
      value: isQualified ? tag : `${context.memory.get(LAST_PREFIX) ?? ""}${tag}`,
      validate: (it) => (parseImageReference(it.trim()) ? null : l10n.t("This is no image name, such as web:2.")),
    });
    if (text === null) return;
    const reference = text.trim();
    const engine = await context.engine();
    if (reference !== tag) await engine.tag(tag, reference);
    if ((await pushWithProgress(context, engine, reference)) === "cancelled") return;
    if (!isQualified) context.memory.set(LAST_PREFIX, reference.slice(0, reference.lastIndexOf("/") + 1));
    context.ui.info(l10n.t("Pushed {0}.", reference));
  },
});
