/** Asks for the environment of a new container: its variables, and the files that they come from. */
import * as l10n from "@vscode/l10n";
import { isSecretName, parseVariable, type RunOptions } from "../../run/options.ts";
import type { Ui } from "../../ui/ui.ts";
import { chooseLine } from "./run-form-questions.ts";

/** A secret's value is dots. */
export function variableText({ env }: RunOptions, name: string): string {
  const value = env[name] ?? null;
  if (value === null) return l10n.t("{0} (asked for)", name);
  return `${name}=${isSecretName(name) ? "••••" : value}`;
}

export async function editVariables(ui: Ui, options: RunOptions): Promise<RunOptions | null> {
  const names = Object.keys(options.env);
  const title = l10n.t("Environment");
  const lines = names.map((name) => variableText(options, name));
  const chosen = names.length === 0 ? 0 : await chooseLine(ui, title, l10n.t("$(add) Set a Variable..."), lines);
  if (chosen === null) return null;
  const before = names[chosen];
  const value = before === undefined ? null : (options.env[before] ?? null);
  const text = await ui.input({
    title,
    prompt: l10n.t("NAME=value; a name alone is asked for when it is run; empty removes it"),
    value: before === undefined ? "" : value === null ? before : `${before}=${value}`,
    validate: (it) => (it.trim() === "" || parseVariable(it) ? null : l10n.t("A name, = and a value.")),
  });
  if (text === null) return null;
  const others = Object.entries(options.env).filter(([name]) => name !== before);
  const variable = parseVariable(text);
  return { ...options, env: Object.fromEntries([...others, ...(variable ? [[variable.name, variable.value]] : [])]) };
}

export async function editEnvFiles(ui: Ui, options: RunOptions): Promise<RunOptions | null> {
  const { envFiles } = options;
  const title = l10n.t("Environment files");
  const remove = envFiles.map((file, value) => ({
    label: file,
    description: l10n.t("choose it to leave it out"),
    value,
  }));
  const add = { label: l10n.t("$(add) Add a File..."), value: envFiles.length };
  const chosen = envFiles.length === 0 ? 0 : await ui.pick(title, [...remove, add]);
  if (chosen === null) return null;
  if (chosen < envFiles.length) return { ...options, envFiles: envFiles.filter((_, i) => i !== chosen) };
  const file = await ui.choosePath(title, "file");
  return file === null ? null : { ...options, envFiles: [...envFiles, file] };
}
