/** Builds as VS Code tasks of the type `gantry-build`. */
import { isAbsolute, join, relative } from "node:path";
import * as vscode from "vscode";
import { type BuildOptions, PLAIN_OPTIONS, parseOptions } from "../build/options.ts";
import type { CommandContext } from "../commands/command.ts";
import { DOCKERFILES } from "../commands/files.ts";
import { rememberedOptions } from "../commands/images/build-memory.ts";
import { runBuild } from "../commands/images/run-build.ts";
import type { TerminalProgram } from "../ui/ui.ts";
import { pseudoterminal } from "../ui/vscode-ui.ts";

const TYPE = "gantry-build";
const MOST_TASKS = 50;

export function registerBuildTasks(context: CommandContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TYPE, {
    async provideTasks() {
      const files = await vscode.workspace.findFiles(DOCKERFILES, "**/node_modules/**", MOST_TASKS);
      return files.flatMap((file) => {
        const folder = vscode.workspace.getWorkspaceFolder(file);
        if (!folder) return [];
        const dockerfile = relative(folder.uri.fsPath, file.fsPath).replaceAll("\\", "/");
        return taskOf(context, { type: TYPE, dockerfile }, folder) ?? [];
      });
    },
    // VS Code wants back the very definition that it asks about.
    resolveTask: ({ definition, scope }) =>
      typeof scope === "object" ? taskOf(context, definition, scope) : undefined,
  });
}

function taskOf(
  context: CommandContext,
  definition: vscode.TaskDefinition,
  folder: vscode.WorkspaceFolder,
): vscode.Task | undefined {
  const { dockerfile } = definition;
  if (typeof dockerfile !== "string") return undefined;
  const execution = new vscode.CustomExecution(async (resolved) =>
    pseudoterminal(buildProgram(context, resolved, folder.uri.fsPath)),
  );
  const task = new vscode.Task(definition, folder, dockerfile, "gantry", execution, []);
  task.group = vscode.TaskGroup.Build;
  return task;
}

/** Ends with exit code 0 when the image was built. */
function buildProgram(context: CommandContext, definition: vscode.TaskDefinition, folder: string): TerminalProgram {
  const cancel = new AbortController();
  const inFolder = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const dockerfile = inFolder(String(definition.dockerfile));
  const optionsOf = async (): Promise<BuildOptions> => {
    const { context: given, ...asked } = parseOptions(JSON.stringify(definition));
    const { tag, context: likely } = await rememberedOptions(context, dockerfile);
    return { ...PLAIN_OPTIONS, tag, ...asked, context: given === undefined ? likely : inFolder(given) };
  };
  return {
    async start(screen) {
      const build = { dockerfile, options: await optionsOf(), signal: cancel.signal };
      const outcome = await runBuild(context, build, { report: () => undefined, write: screen.write });
      screen.write("\r\n");
      screen.close(outcome.kind === "built" ? 0 : 1);
    },
    input(data) {
      if (data === "\u0003") cancel.abort();
    },
    stop: () => cancel.abort(),
  };
}
