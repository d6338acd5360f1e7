import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import type { DockerfileArg, DockerfileOutline } from "../../../../server/src/shared/protocol.ts";
import { type Buildx, buildxProblem, findBuildx } from "../../build/buildx.ts";
import {
  type BuildOptions,
  contextFolders,
  itemsIn,
  labelsIn,
  labelsProblem,
  platformsProblem,
  tagProblem,
  tagsProblem,
} from "../../build/options.ts";
import type { PickItem } from "../../ui/ui.ts";
import { type CommandContext, command } from "../command.ts";
import { buildInTerminal } from "./build-in-terminal.ts";
import { remember, rememberedOptions } from "./build-memory.ts";
import { buildxRows, type Change } from "./buildx-options.ts";

const ASKED: Buildx = { kind: "asked" };
/** Milliseconds in which Buildx usually answers: the form then does not change under the user's eyes. */
const PATIENCE_MS = 150;

export default command({
  id: "images.buildWithOptions",
  on: "dockerfile",
  icon: "tools",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot build {0}", names),
  busy: (names) => l10n.t("{0} is being built already.", names),
  async run(context, [target]) {
    if (!target) return;
    const finding = findBuildx();
    const outline = await context.outline(target.path);
    let options = await rememberedOptions(context, target.path);
    let buildx = await Promise.race([finding, sleep(PATIENCE_MS, ASKED)]);
    for (;;) {
      const now = options;
      const items = (known: Buildx) => form(context, target.path, now, outline, known);
      const later = finding.then((it) => {
        buildx = it;
        return items(it);
      });
      const shown = buildx.kind === "asked" ? { later } : {};
      const choice = await context.ui.pick<Change | "build">(l10n.t("Build with Options"), items(buildx), shown);
      if (choice === null) return;
      if (choice === "build") break;
      options = (await choice(options)) ?? options;
    }
    remember(context, target.path, options);
    await buildInTerminal(context, target.path, options);
  },
});

/** The form as a list: each line shows its value and changes it. */
function form(
  context: CommandContext,
  dockerfile: string,
  options: BuildOptions,
  { stages, args, secrets }: DockerfileOutline,
  buildx: Buildx,
): PickItem<Change | "build">[] {
  const { ui } = context;
  const names = stages.flatMap(({ name }) => name ?? []);
  const root = context.workspaceFolderOf(dockerfile);
  return [
    { label: l10n.t("$(play) Build"), description: options.tag, value: "build" },
    {
      label: l10n.t("Tag"),
      description: options.tag,
      value: async (it) => {
        const prompt = l10n.t("The name and tag of the image, such as team/app:1.2");
        const tag = await ui.input({ title: l10n.t("Tag"), prompt, value: it.tag, validate: tagProblem });
        return tag === null ? null : { ...it, tag };
      },
    },
    {
      label: l10n.t("More tags"),
      description: options.moreTags.join(", ") || l10n.t("none set"),
      value: async (it) => {
        const prompt = l10n.t("More names of the same image, with commas between");
        const value = it.moreTags.join(", ");
        const text = await ui.input({ title: l10n.t("More tags"), prompt, value, validate: tagsProblem });
        return text === null ? null : { ...it, moreTags: itemsIn(text) };
      },
    },
    {
      label: l10n.t("Build context"),
      description: shortFolder(options.context, root),
      value: async (it) => {
        const folders = contextFolders(dockerfile, root);
        const items = folders.map((value) => ({ label: shortFolder(value, root), description: value, value }));
        const folder = await ui.pick(l10n.t("Build context"), items);
        return folder === null ? null : { ...it, context: folder };
      },
    },
    {
      label: l10n.t("Target stage"),
      description: options.target ?? l10n.t("the last one"),
      value: async (it) => {
        const last = { label: l10n.t("the last one"), value: "" };
        const target = await ui.pick(l10n.t("Target stage"), [
          last,
          ...names.map((value) => ({ label: value, value })),
        ]);
        return target === null ? null : { ...it, target: target || null };
      },
    },
    {
      label: l10n.t("Build arguments"),
      description: assignments(options.buildArgs) || l10n.t("none set"),
      value: (it) => changeArgument(context, it, args),
    },
    {
      label: l10n.t("Platform"),
      description: options.platform ?? l10n.t("the engine's own"),
      value: async (it) => {
        const prompt = l10n.t("Such as linux/arm64; several with commas between; empty takes the engine's own");
        const validate = (text: string): string | null =>
          platformsProblem(text.trim()) ?? (text.includes(",") ? buildxProblem(buildx) : null);
        const text = await ui.input({ title: l10n.t("Platform"), prompt, value: it.platform ?? "", validate });
        return text === null ? null : { ...it, platform: text.trim() || null };
      },
    },
    {
      label: l10n.t("Labels"),
      description: assignments(options.labels) || l10n.t("none set"),
      value: async (it) => {
        const prompt = l10n.t("name=value, several with commas between; empty sets none");
        const value = assignments(it.labels, ", ");
        const validate = (text: string): string | null => labelsProblem(text);
        const text = await ui.input({ title: l10n.t("Labels"), prompt, value, validate });
        return text === null ? null : { ...it, labels: labelsIn(text) };
      },
    },
    {
      label: l10n.t("Network"),
      description: options.network ?? l10n.t("the engine's default"),
      value: async (it) => {
        const prompt = l10n.t("What RUN may reach: none, host or a network's name; empty takes the engine's default");
        const value = it.network ?? "";
        const text = await ui.input({ title: l10n.t("Network"), prompt, value, validate: () => null });
        return text === null ? null : { ...it, network: text.trim() || null };
      },
    },
    {
      label: l10n.t("Cache"),
      description: options.noCache ? l10n.t("not used: every step runs") : l10n.t("used"),
      value: async (it) => ({ ...it, noCache: !it.noCache }),
    },
    {
      label: l10n.t("Base images"),
      description: options.pull ? l10n.t("newer ones are pulled") : l10n.t("as the engine has them"),
      value: async (it) => ({ ...it, pull: !it.pull }),
    },
    ...buildxRows(context, options, secrets, buildx),
  ];
}

async function changeArgument(
  { ui }: CommandContext,
  options: BuildOptions,
  args: readonly DockerfileArg[],
): Promise<BuildOptions | null> {
  if (args.length === 0) {
    ui.info(l10n.t("This Dockerfile has no ARG that a build could set."));
    return null;
  }
  const items = args.map((value) => ({
    label: value.name,
    description: options.buildArgs[value.name] ?? (value.default === null ? "" : l10n.t("default: {0}", value.default)),
    value,
  }));
  const arg = await ui.pick(l10n.t("Build arguments"), items);
  if (!arg) return null;
  const text = await ui.input({
    title: arg.name,
    prompt: l10n.t("The value of {0}; empty takes the default", arg.name),
    value: options.buildArgs[arg.name] ?? "",
    validate: () => null,
  });
  if (text === null) return null;
  const { [arg.name]: _before, ...others } = options.buildArgs;
  return { ...options, buildArgs: text === "" ? others : { ...others, [arg.name]: text } };
}

const assignments = (values: Readonly<Record<string, string>>, between = " "): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(between);

const shortFolder = (folder: string, root: string | null): string =>
  root === null ? folder : `./${relative(root, folder).replaceAll("\\", "/")}`;
