/** The part of the build form that needs Docker Buildx: what it offers where there is one, and what it says where not. */
import * as l10n from "@vscode/l10n";
import { type Buildx, buildxProblem } from "../../build/buildx.ts";
import type { BuildOptions } from "../../build/options.ts";
import type { PickItem } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";

/** One change of the form: the options after it, or null when the user thought better of it. */
export type Change = (options: BuildOptions) => Promise<BuildOptions | null>;

const INSTALL = "https://docs.docker.com/go/buildx/";
/** What is written behind the names of files and variables separates them. */
const SECRET_ID = /^[\w.-]+$/;

export function buildxRows(
  context: CommandContext,
  options: BuildOptions,
  wanted: readonly string[],
  buildx: Buildx,
): PickItem<Change>[] {
  const { ui } = context;
  const group = "Docker Buildx";
  if (buildx.kind === "asked")
    return [
      {
        label: l10n.t("$(loading~spin) Several Platforms, Secrets, SSH, Remote Caches"),
        detail: l10n.t("Docker Buildx is being asked whether it is there…"),
        group,
        value: async () => null,
      },
    ];
  const problem = buildxProblem(buildx);
  if (problem !== null)
    return [
      {
        label: l10n.t("$(info) Several Platforms, Secrets, SSH, Remote Caches"),
        detail: problem,
        group,
        value: async () => {
          if (buildx.kind !== "silent") void context.openExternal(INSTALL);
          return null;
        },
      },
    ];
  const list = (key: "ssh" | "cacheFrom" | "cacheTo", label: string, prompt: string): PickItem<Change> => ({
    label,
    description: options[key].join(" ") || l10n.t("none"),
    group,
    value: async (it) => {
      const text = await ui.input({ title: label, prompt, value: it[key].join(" "), validate: () => null });
      return text === null ? null : { ...it, [key]: text.split(/\s+/).filter(Boolean) };
    },
  });
  return [
    {
      label: l10n.t("Secrets"),
      description: options.secrets.map(idOf).join(", ") || l10n.t("none"),
      ...(missing(options, wanted).length > 0 && {
        detail: l10n.t("$(warning) The Dockerfile asks for {0}", missing(options, wanted).join(", ")),
      }),
      group,
      value: (it) => changeSecret(context, it, wanted),
    },
    list(
      "ssh",
      "SSH",
      l10n.t("`default` is the running agent; a socket or key as id=path; several with spaces between"),
    ),
    list(
      "cacheFrom",
      l10n.t("Take the Cache From"),
      l10n.t("Such as type=registry,ref=team/app:cache; several with spaces between"),
    ),
    list(
      "cacheTo",
      l10n.t("Put the Cache To"),
      l10n.t("Such as type=registry,ref=team/app:cache,mode=max; several with spaces between"),
    ),
    {
      label: l10n.t("Builder"),
      description: options.builder ?? l10n.t("the one that Buildx has chosen"),
      group,
      value: async (it) => {
        const prompt = l10n.t("A name of `docker buildx ls`; empty takes the one that Buildx has chosen");
        const title = l10n.t("Builder");
        const text = await ui.input({ title, prompt, value: it.builder ?? "", validate: () => null });
        return text === null ? null : { ...it, builder: text.trim() || null };
      },
    },
    {
      label: l10n.t("Result"),
      description: options.push ? l10n.t("pushed to its registry") : l10n.t("loaded into the engine"),
      group,
      value: async (it) => ({ ...it, push: !it.push }),
    },
  ];
}

const missing = ({ secrets }: BuildOptions, wanted: readonly string[]): string[] =>
  wanted.filter((id) => !secrets.some((it) => idOf(it) === id));

const idOf = (secret: string): string => /(?:^|,)id=([^,]*)/.exec(secret)?.[1] ?? "";

/** Where it comes from, as `src=…` or `env=…`. */
const sourceOf = (secret: string | undefined): string => secret?.replace(/(?:^|,)id=[^,]*,?/, "") ?? "";

async function changeSecret(
  { ui }: CommandContext,
  options: BuildOptions,
  wanted: readonly string[],
): Promise<BuildOptions | null> {
  const title = l10n.t("Secrets");
  const { secrets } = options;
  const ids = [...new Set([...wanted, ...secrets.map(idOf)])];
  const another = "";
  const chosen = await ui.pick(title, [
    ...ids.map((value) => {
      const source = sourceOf(secrets.find((it) => idOf(it) === value));
      return { label: value, description: source || l10n.t("not given"), value };
    }),
    { label: l10n.t("$(add) Another..."), value: another },
  ]);
  const validate = (text: string): string | null =>
    SECRET_ID.test(text) ? null : l10n.t("Letters, digits and . _ - only.");
  const prompt = l10n.t("The id by which RUN --mount=type=secret asks for it");
  const id = chosen === another ? await ui.input({ title, prompt, value: "", validate }) : chosen;
  if (id === null) return null;
  const others = secrets.filter((it) => idOf(it) !== id);
  const source = await ui.pick<"file" | "variable" | "nothing">(id, [
    { label: l10n.t("$(file) A File..."), value: "file" },
    { label: l10n.t("$(symbol-variable) An Environment Variable..."), value: "variable" },
    { label: l10n.t("$(close) Nothing"), value: "nothing" },
  ]);
  if (source === "nothing") return { ...options, secrets: others };
  if (source === "file") {
    const file = await ui.choosePath(l10n.t("The file with the secret"), "file");
    return file === null ? null : { ...options, secrets: [...others, `id=${id},src=${file}`] };
  }
  if (source === null) return null;
  const name = await ui.input({
    title: id,
    prompt: l10n.t("The name of the variable in the editor's environment; its value is not kept"),
    value: "",
    validate,
  });
  return name === null ? null : { ...options, secrets: [...others, `id=${id},env=${name}`] };
}
