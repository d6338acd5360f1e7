/** Shows the form for a new container of an image, and runs what it says. */
import { readFile } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { variablesIn } from "../../run/env-file.ts";
import { type ImageDefaults, imageDefaults } from "../../run/image-defaults.ts";
import { busyPorts, launch, startDetached } from "../../run/launch.ts";
import { optionsFrom, plainOptions, type RunOptions, rememberedText, requestOf } from "../../run/options.ts";
import { proposedPorts } from "../../run/ports.ts";
import { runLine } from "../../run/run-line.ts";
import { pullWithProgress } from "../../run/transfer.ts";
import type { CommandContext } from "../command.ts";
import { tellStarted } from "./after-start.ts";
import { type FormChoice, type FormContext, formLines } from "./run-form.ts";
import { runInTerminal } from "./run-in-terminal.ts";

/** An image that the engine has not is pulled first: it says which ports there are. */
export async function runByForm(context: CommandContext, image: string): Promise<void> {
  const engine = await context.engine();
  const defaults = await defaultsOf(context, engine, image);
  if (defaults === null) return;
  const proposed = async (): Promise<RunOptions> => ({
    ...plainOptions(image),
    ports: await proposedPorts(defaults.exposed, await busyPorts(engine)),
  });
  const remembered = optionsFrom(context.memory.get(key(image)), image);
  const filled = await fillForm(context, engine, defaults, remembered ?? (await proposed()), proposed);
  if (filled === null) return;
  context.memory.set(key(image), rememberedText(filled));
  await runOptions(context, engine, filled);
}

/** Per repository, so that the next tag is run as this one was. */
const key = (image: string): string => {
  const { registry = null, name = image } = parseImageReference(image) ?? {};
  return `run:${registry === null ? "" : `${registry}/`}${name}`;
};

async function defaultsOf(context: CommandContext, engine: Engine, image: string): Promise<ImageDefaults | null> {
  if ((await engine.image(image)) === null) {
    if ((await pullWithProgress(context, engine, { reference: image })) === "cancelled") return null;
  }
  return imageDefaults(await engine.inspect("image", image));
}

async function fillForm(
  context: CommandContext,
  engine: Engine,
  defaults: ImageDefaults,
  from: RunOptions,
  proposed: () => Promise<RunOptions>,
): Promise<RunOptions | null> {
  const { ui } = context;
  const [networks, volumes] = await Promise.all([engine.networks(), engine.volumes()]);
  const form: FormContext = {
    ui,
    defaults,
    networks: networks.map((it) => it.name).sort(),
    volumes: volumes.map((it) => it.name).sort(),
  };
  let options = from;
  let active: string | null = null;
  for (;;) {
    const lines = formLines(form, options);
    const choice: FormChoice | null = await ui.pick(l10n.t("Run {0} with Options", options.image), lines, { active });
    if (choice === null) return null;
    if (choice === "run") return options;
    active = lines.find((it) => it.value === choice)?.label ?? null;
    if (choice === "copyLine") await copied(context, runLine(options));
    else if (choice === "copyService") {
      const { composeFile } = await import("../../run/compose-service.ts");
      await copied(context, composeFile(options));
    } else if (choice === "reset") options = await proposed();
    else options = (await choice(options)) ?? options;
  }
}

async function copied({ copy, ui }: CommandContext, text: string): Promise<void> {
  await copy(text);
  ui.info(l10n.t("Copied to the clipboard."));
}

async function runOptions(context: CommandContext, engine: Engine, options: RunOptions): Promise<void> {
  const env = await environmentOf(context, options);
  if (env === null) return;
  const request = requestOf(options, env);
  if (options.interactive) return runInTerminal(context, engine, request);
  const id = await launch(context, engine, request, (asked) => startDetached(engine, asked));
  if (id !== null) await tellStarted(context, engine, id, options.image);
}

/** Files first, as docker reads them; what has no value is asked for. Null when the user gave none. */
async function environmentOf({ ui }: CommandContext, options: RunOptions): Promise<Record<string, string> | null> {
  const env: Record<string, string> = {};
  for (const file of options.envFiles) {
    const content = await readFile(file, "utf8").catch((error: Error) => {
      throw new EngineError(
        "invalid",
        l10n.t("the environment file cannot be read: {0}", error.message),
        error,
        "ours",
      );
    });
    Object.assign(env, variablesIn(content, process.env));
  }
  for (const [name, value] of Object.entries(options.env)) {
    const given = value ?? (await askValue(ui, name));
    if (given === null) return null;
    env[name] = given;
  }
  return env;
}

const askValue = (ui: CommandContext["ui"], name: string): Promise<string | null> =>
  ui.input({
    title: name,
    prompt: l10n.t("The value of {0} for this container; it is not remembered", name),
    value: "",
    secret: true,
    validate: () => null,
  });
