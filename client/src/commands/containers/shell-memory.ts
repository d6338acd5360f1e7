/** How the shells of a container were opened the last time. */
import type { ShellOptions } from "../../engine/shell-session.ts";
import { isSecretName } from "../../run/options.ts";
import type { Memory } from "../command.ts";

const key = (name: string): string => `shell:${name}`;

export function rememberedShell(memory: Memory, name: string): ShellOptions {
  try {
    const kept = JSON.parse(memory.get(key(name)) ?? "{}") as Record<string, unknown>;
    const text = (field: "shell" | "user" | "workingDir"): Partial<ShellOptions> =>
      typeof kept[field] === "string" ? { [field]: kept[field] } : {};
    return { ...text("shell"), ...text("user"), ...text("workingDir"), ...(isRecord(kept.env) && { env: kept.env }) };
  } catch {
    return {}; // Written by nobody we know.
  }
}

/** Without the values of secrets. */
export function rememberShell(memory: Memory, name: string, options: ShellOptions): void {
  const env = Object.entries(options.env ?? {}).filter(([variable]) => !isSecretName(variable));
  const { env: _all, ...others } = options;
  memory.set(key(name), JSON.stringify({ ...others, ...(env.length > 0 && { env: Object.fromEntries(env) }) }));
}

const isRecord = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null && Object.values(value).every((it) => typeof it === "string");
