/** Texts that quote names of files and engines, for places where VS Code would make more of them than text. */
import type { ProcessRun } from "../compose/cli.ts";

/** VS Code makes links of `[text](command:…)` in messages and in the hints of inputs: no text becomes a link. */
export const linkless = (text: string): string => text.replaceAll("](", "]\u200b(");

/** What the editor would put something else in for, or run a command for, when it runs this as a task; null where there is nothing. */
export const replacedIn = ({ args, cwd, env }: Pick<ProcessRun, "args" | "cwd" | "env">): string | null =>
  [cwd, ...args, ...Object.values(env)].find((it) => it.includes("${")) ?? null;
