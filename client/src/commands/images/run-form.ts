/** The form of Run with Options: a list in which each line shows a value and changes it, in any order. */
import * as l10n from "@vscode/l10n";
import type { RestartPolicy } from "../../engine/api/containers.ts";
import type { ImageDefaults } from "../../run/image-defaults.ts";
import {
  isContainerName,
  memoryText,
  mountText,
  parseMemory,
  parsePort,
  parseVariable,
  portText,
  type RunOptions,
  restartText,
} from "../../run/options.ts";
import { runLine } from "../../run/run-line.ts";
import { quoted, wordsOf } from "../../run/words.ts";
import type { PickItem, Ui } from "../../ui/ui.ts";
import { askMount } from "./run-form-mounts.ts";
import { askText, editList } from "./run-form-questions.ts";
import { editEnvFiles, editVariables, variableText } from "./run-form-variables.ts";

/** The options after a change, or null when the user thought better of it. */
export type Change = (options: RunOptions) => Promise<RunOptions | null>;
export type FormChoice = Change | "run" | "copyLine" | "copyService" | "reset";

export interface FormContext {
  readonly ui: Ui;
  /** What the image itself says; shown where nothing else is set. */
  readonly defaults: ImageDefaults;
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

export function formLines(context: FormContext, options: RunOptions): PickItem<FormChoice>[] {
  return [
    { label: l10n.t("$(play) Run"), detail: runLine(options), value: "run" },
    ...mainLines(context, options).map((it) => ({ ...it, group: l10n.t("Container") })),
    ...processLines(context, options).map((it) => ({ ...it, group: l10n.t("Process") })),
    ...lifeLines(context, options).map((it) => ({ ...it, group: l10n.t("Life and limits") })),
    ...[
      { label: l10n.t("$(copy) Copy as docker run"), value: "copyLine" as const },
      { label: l10n.t("$(copy) Copy as Compose Service"), value: "copyService" as const },
      { label: l10n.t("$(discard) Start Over"), value: "reset" as const },
    ].map((it) => ({ ...it, group: l10n.t("More") })),
  ];
}

function mainLines(context: FormContext, options: RunOptions): PickItem<Change>[] {
  const { ui, networks } = context;
  const variables = Object.keys(options.env).map((name) => variableText(options, name));
  return [
    {
      label: l10n.t("Name"),
      description: options.name ?? l10n.t("chosen by the engine"),
      value: (it) =>
        askText(
          ui,
          l10n.t("Name"),
          l10n.t("Of the container; empty leaves it to the engine"),
          it.name,
          (name) => ({ ...it, name }),
          (text) =>
            isContainerName(text) ? null : l10n.t("Letters, digits and . _ - only, beginning with a letter or digit."),
        ),
    },
    {
      label: l10n.t("Ports"),
      description: options.ports.map(portText).join(", ") || l10n.t("none published"),
      value: (it) =>
        editList(ui, {
          title: l10n.t("Ports"),
          add: l10n.t("$(add) Publish a Port..."),
          prompt: l10n.t("Host port:container port, such as 8080:80, 127.0.0.1:8080:80 or 53:53/udp; empty removes it"),
          values: it.ports.map(portText),
          validate: (text) => (parsePort(text) ? null : l10n.t("Such as 8080:80 or 53:53/udp, from 1 to 65535.")),
          done: (values) => ({ ...it, ports: values.flatMap((text) => parsePort(text) ?? []) }),
        }),
    },
    {
      label: l10n.t("Environment"),
      description: variables.join(", ") || l10n.t("the image's own"),
      value: (it) => editVariables(ui, it),
    },
    {
      label: l10n.t("Environment files"),
      description: options.envFiles.join(", ") || l10n.t("none"),
      value: (it) => editEnvFiles(ui, it),
    },
    {
      label: l10n.t("Volumes"),
      description: options.mounts.map(mountText).join(", ") || l10n.t("none"),
      value: (it) => editMounts(context, it),
    },
    {
      label: l10n.t("Network"),
      description: options.network ?? l10n.t("the engine's usual one"),
      value: async (it) => {
        const usual = { label: l10n.t("the engine's usual one"), value: "" };
        const items = [usual, ...networks.map((value) => ({ label: value, value }))];
        const network = await ui.pick(l10n.t("Network"), items, { active: it.network });
        return network === null ? null : { ...it, network: network || null };
      },
    },
  ];
}

function processLines({ ui, defaults }: FormContext, options: RunOptions): PickItem<Change>[] {
  const line = (words: readonly string[]): string => words.map(quoted).join(" ");
  const own = (text: string): string => (text ? l10n.t("the image's own: {0}", text) : l10n.t("the image's own"));
  const unclosed = (text: string): string | null => (wordsOf(text) === null ? l10n.t("A quote is not closed.") : null);
  return [
    {
      label: l10n.t("Command"),
      description: options.command ? line(options.command) : own(line(defaults.command)),
      value: (it) =>
        askText(
          ui,
          l10n.t("Command"),
          l10n.t("Program and arguments, quoted as in a shell; empty takes the image's own"),
          it.command && line(it.command),
          (text) => ({ ...it, command: text === null ? null : wordsOf(text) }),
          unclosed,
        ),
    },
    {
      label: l10n.t("Entrypoint"),
      description: options.entrypoint ? line(options.entrypoint) : own(line(defaults.entrypoint)),
      value: (it) =>
        askText(
          ui,
          l10n.t("Entrypoint"),
          l10n.t("Program and arguments, quoted as in a shell; empty takes the image's own"),
          it.entrypoint && line(it.entrypoint),
          (text) => ({ ...it, entrypoint: text === null ? null : wordsOf(text) }),
          unclosed,
        ),
    },
    {
      label: l10n.t("User"),
      description: options.user ?? own(defaults.user),
      value: (it) =>
        askText(
          ui,
          l10n.t("User"),
          l10n.t("Name or number, with a group if wanted: 1000:1000; empty takes the image's own"),
          it.user,
          (user) => ({ ...it, user }),
        ),
    },
    {
      label: l10n.t("Working directory"),
      description: options.workingDir ?? own(defaults.workingDir),
      value: (it) =>
        askText(
          ui,
          l10n.t("Working directory"),
          l10n.t("A path in the container; empty takes the image's own"),
          it.workingDir,
          (workingDir) => ({ ...it, workingDir }),
          absolute,
        ),
    },
    {
      label: l10n.t("Terminal"),
      description: options.interactive
        ? l10n.t("attached to the main process")
        : l10n.t("none: runs in the background"),
      value: async (it) => ({ ...it, interactive: !it.interactive }),
    },
  ];
}

function lifeLines({ ui, defaults }: FormContext, options: RunOptions): PickItem<Change>[] {
  return [
    {
      label: l10n.t("When it exits"),
      description: options.autoRemove ? l10n.t("it is removed") : l10n.t("it is kept"),
      // The engines refuse to restart what they remove.
      value: async (it) => ({ ...it, autoRemove: !it.autoRemove, ...(!it.autoRemove && { restart: { name: "no" } }) }),
    },
    {
      label: l10n.t("Restart policy"),
      description: restartText(options.restart),
      value: async (it) => {
        const policies: readonly RestartPolicy[] = [
          { name: "no" },
          { name: "unless-stopped" },
          { name: "always" },
          { name: "on-failure" },
          { name: "on-failure", attempts: 5 },
        ];
        const items = policies.map((value) => ({ label: restartText(value), description: policyText(value), value }));
        const restart = await ui.pick(l10n.t("Restart policy"), items, { active: restartText(it.restart) });
        return restart && { ...it, restart, ...(restart.name !== "no" && { autoRemove: false }) };
      },
    },
    {
      label: l10n.t("Memory"),
      description: options.memory === null ? l10n.t("no limit") : memoryText(options.memory),
      value: (it) =>
        askText(
          ui,
          l10n.t("Memory"),
          l10n.t("The most it may have, such as 512m or 2g; empty sets no limit"),
          it.memory === null ? null : memoryText(it.memory),
          (text) => ({ ...it, memory: text === null ? null : parseMemory(text) }),
          (text) => (parseMemory(text) === null ? l10n.t("An amount such as 512m or 2g, 6m at the least.") : null),
        ),
    },
    {
      label: l10n.t("CPUs"),
      description: options.cpus === null ? l10n.t("no limit") : String(options.cpus),
      value: (it) =>
        askText(
          ui,
          l10n.t("CPUs"),
          l10n.t("The most it may use, such as 1.5; empty sets no limit"),
          it.cpus === null ? null : String(it.cpus),
          (text) => ({ ...it, cpus: text === null ? null : Number(text) }),
          (text) => (Number(text) >= 0.01 ? null : l10n.t("A number such as 0.5 or 2.")),
        ),
    },
    {
      label: l10n.t("Health check"),
      description: options.health ?? (defaults.hasHealthCheck ? l10n.t("the image's own") : l10n.t("none")),
      value: (it) =>
        askText(
          ui,
          l10n.t("Health check"),
          l10n.t(
            "A shell command that ends with 0 while all is well; 'none' switches the image's own off; empty takes it",
          ),
          it.health,
          (health) => ({ ...it, health }),
        ),
    },
    {
      label: l10n.t("Platform"),
      description: options.platform ?? l10n.t("the engine's own"),
      value: (it) =>
        askText(
          ui,
          l10n.t("Platform"),
          l10n.t("Such as linux/amd64 or linux/arm64; empty takes the engine's own"),
          it.platform,
          (platform) => ({ ...it, platform }),
          (text) =>
            /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9.]+)?$/.test(text) ? null : l10n.t("Such as linux/amd64 or linux/arm/v7."),
        ),
    },
    {
      label: l10n.t("Labels"),
      description: pairs(options.labels).join(", ") || l10n.t("none"),
      value: (it) =>
        editList(ui, {
          title: l10n.t("Labels"),
          add: l10n.t("$(add) Add a Label..."),
          prompt: l10n.t("name=value; empty removes it"),
          values: pairs(it.labels),
          validate: (text) => (parseVariable(text) ? null : l10n.t("A name, = and a value.")),
          done: (values) => ({ ...it, labels: Object.fromEntries(values.map(labelOf)) }),
        }),
    },
  ];
}

/** The words after a policy's name. */
function policyText({ name, attempts }: RestartPolicy): string {
  switch (name) {
    case "no":
      return l10n.t("it stays as it ended");
    case "always":
      return l10n.t("whenever it ends, and when the engine starts");
    case "unless-stopped":
      return l10n.t("the same, but not when it was stopped by hand");
    case "on-failure":
      return attempts === undefined
        ? l10n.t("when it ends with an error")
        : l10n.t("when it ends with an error, {0} times at most", attempts);
  }
}

const absolute = (text: string): string | null =>
  text.startsWith("/") ? null : l10n.t("A whole path, which begins with /.");

const pairs = (record: Readonly<Record<string, string>>): string[] =>
  Object.entries(record).map(([name, value]) => `${name}=${value}`);

function labelOf(text: string): [string, string] {
  const { name = "", value = "" } = parseVariable(text) ?? {};
  return [name, value ?? ""];
}

async function editMounts(context: FormContext, options: RunOptions): Promise<RunOptions | null> {
  const { mounts } = options;
  const title = l10n.t("Volumes");
  const remove = mounts.map((it, value) => ({
    label: mountText(it),
    description: l10n.t("choose it to leave it out"),
    value,
  }));
  const add = { label: l10n.t("$(add) Mount Something..."), value: mounts.length };
  const chosen = mounts.length === 0 ? 0 : await context.ui.pick(title, [...remove, add]);
  if (chosen === null) return null;
  if (chosen < mounts.length) return { ...options, mounts: mounts.filter((_, i) => i !== chosen) };
  const mount = await askMount(context);
  return mount && { ...options, mounts: [...mounts, mount] };
}
