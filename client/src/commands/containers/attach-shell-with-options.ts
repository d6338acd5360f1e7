import * as l10n from "@vscode/l10n";
import type { ShellOptions } from "../../engine/shell-session.ts";
import { isSecretName, parseVariable } from "../../run/options.ts";
import type { PickItem, Ui } from "../../ui/ui.ts";
import { command } from "../command.ts";
import { rememberedShell, rememberShell } from "./shell-memory.ts";
import { shellProgram } from "./shell-terminal.ts";

/** The options after a change, or null when the user thought better of it. */
type Change = (options: ShellOptions) => Promise<ShellOptions | null>;
type Choice = Change | "open";

export default command({
  id: "containers.attachShellWithOptions",
  on: "container",
  icon: "terminal",
  group: "1_open",
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot attach a shell to {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { container } = target;
    const { ui, memory } = context;
    await context.engine(); // Without one there is no terminal to open.
    let options = rememberedShell(memory, container.name);
    let active: string | null = null;
    for (;;) {
      const lines = form(ui, options);
      const choice: Choice | null = await ui.pick(l10n.t("Attach a shell to {0}", container.name), lines, { active });
      if (choice === null) return;
      if (choice === "open") break;
      active = lines.find((it) => it.value === choice)?.label ?? null;
      options = (await choice(options)) ?? options;
    }
    rememberShell(memory, container.name, options);
    ui.terminal(container.name, "terminal", shellProgram(context, container, options));
  },
});

function form(ui: Ui, options: ShellOptions): PickItem<Choice>[] {
  const variables = Object.entries(options.env ?? {});
  const shown = variables.map(([name, value]) => `${name}=${isSecretName(name) ? "••••" : value}`);
  return [
    { label: l10n.t("$(terminal) Open the Shell"), value: "open" },
    {
      label: l10n.t("User"),
      description: options.user ?? l10n.t("the container's own"),
      value: (it) =>
        asked(
          ui,
          it,
          "user",
          l10n.t("User"),
          l10n.t("Name or number, such as root or 1000:1000; empty takes the container's own"),
        ),
    },
    {
      label: l10n.t("Working directory"),
      description: options.workingDir ?? l10n.t("the container's own"),
      value: (it) =>
        asked(
          ui,
          it,
          "workingDir",
          l10n.t("Working directory"),
          l10n.t("A path in the container; empty takes the container's own"),
        ),
    },
    {
      label: l10n.t("Shell"),
      description: options.shell ?? l10n.t("the best there is"),
      value: (it) =>
        asked(
          ui,
          it,
          "shell",
          l10n.t("Shell"),
          l10n.t("A program of the container, such as /bin/zsh; empty takes the best there is"),
        ),
    },
    {
      label: l10n.t("Environment"),
      description: shown.join(", ") || l10n.t("the container's own"),
      value: (it) => askVariable(ui, it),
    },
  ];
}

async function asked(
  ui: Ui,
  options: ShellOptions,
  field: "user" | "workingDir" | "shell",
  title: string,
  prompt: string,
): Promise<ShellOptions | null> {
  const text = await ui.input({ title, prompt, value: options[field] ?? "", validate: () => null });
  if (text === null) return null;
  const { [field]: _before, ...others } = options;
  return text.trim() === "" ? others : { ...others, [field]: text.trim() };
}

async function askVariable(ui: Ui, options: ShellOptions): Promise<ShellOptions | null> {
  const { env = {}, ...others } = options;
  const names = Object.keys(env);
  const title = l10n.t("Environment");
  const items = [...names, null].map((value) => ({
    label: value ?? l10n.t("$(add) Set a Variable..."),
    value: value ?? "",
  }));
  const chosen = names.length === 0 ? "" : await ui.pick(title, items);
  if (chosen === null) return null;
  const text = await ui.input({
    title,
    prompt: l10n.t("NAME=value; empty removes it"),
    value: chosen === "" ? "" : `${chosen}=${env[chosen]}`,
    validate: (it) => (it.trim() === "" || parseVariable(it)?.value != null ? null : l10n.t("A name, = and a value.")),
  });
  if (text === null) return null;
  const { [chosen]: _before, ...left } = env;
  const variable = parseVariable(text);
  return { ...others, env: variable ? { ...left, [variable.name]: variable.value ?? "" } : left };
}
