import * as l10n from "@vscode/l10n";
import { type BuildRecord, parseHistory, previousOf, recordDocument, recordText } from "../../build/history.ts";
import { type CommandContext, command } from "../command.ts";
import { buildInTerminal } from "./build-in-terminal.ts";
import { HISTORY } from "./keep-build.ts";

export default command({
  id: "images.buildHistory",
  on: "window",
  icon: "history",
  group: "4_look",
  inTitle: { view: "images", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot show the build history"),
  async run(context) {
    const history = parseHistory(await context.snapshots.read(HISTORY));
    if (history.length === 0) {
      context.ui.info(l10n.t("Nothing has been built in this workspace yet."));
      return;
    }
    const builds = history.map((value) => ({
      label: `${SIGNS[value.outcome]} ${value.options.tag}`,
      description: `${recordText(value, previousOf(history, value))}   ${new Date(value.startedAt).toLocaleString()}`,
      value,
    }));
    const clear = { label: l10n.t("$(clear-all) Clear the Build History"), value: null };
    const chosen = await context.ui.pick<BuildRecord | null | "clear">(l10n.t("Build History"), [
      ...builds,
      { ...clear, value: "clear" },
    ]);
    if (chosen === "clear") await context.snapshots.write(HISTORY, "[]");
    else if (chosen !== null) await act(context, chosen, previousOf(history, chosen));
  },
});

const SIGNS = { built: "$(check)", failed: "$(error)", cancelled: "$(circle-slash)" } as const;

async function act(context: CommandContext, build: BuildRecord, previous: BuildRecord | null): Promise<void> {
  const { tag } = build.options;
  const rebuild = (): Promise<void> => buildInTerminal(context, build.dockerfile, build.options);
  const compare = (before: BuildRecord) => (): Promise<void> =>
    context.compareTexts(l10n.t("{0}: the build before and this one", tag), documentOf(before), documentOf(build));
  const act = await context.ui.pick<() => Promise<void>>(tag, [
    { label: l10n.t("$(tools) Build Again"), description: build.dockerfile, value: rebuild },
    ...(previous
      ? [{ label: l10n.t("$(diff) Compare with the Build Before"), description: tag, value: compare(previous) }]
      : []),
    {
      label: l10n.t("$(list-ordered) Show the Steps"),
      value: () => context.showText(documentOf(build).name, recordDocument(build).trimEnd().split("\n")),
    },
  ]);
  await act?.();
}

const documentOf = (record: BuildRecord): { name: string; text: string } => ({
  name: `${record.options.tag} ${new Date(record.startedAt).toISOString()}.txt`,
  text: recordDocument(record),
});
