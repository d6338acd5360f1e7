/** Commands in containers as VS Code tasks of the type `gantry-exec`. */
import * as vscode from "vscode";
import type { CommandContext } from "../commands/command.ts";
import { execProgram } from "../commands/containers/exec-program.ts";
import type { Container } from "../engine/api/containers.ts";
import type { ExecRequest } from "../engine/api/processes.ts";
import { quoted, wordsOf } from "../run/words.ts";
import { pseudoterminal } from "../ui/vscode-ui.ts";

const TYPE = "gantry-exec";
const SERVICE = "com.docker.compose.service";

export function registerExecTasks(context: CommandContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TYPE, {
    // Which commands are worth running, only tasks.json knows.
    provideTasks: () => [],
    // VS Code wants back the very definition that it asks about.
    resolveTask: ({ definition, scope }) => taskOf(context, definition, scope ?? vscode.TaskScope.Workspace),
  });
}

function taskOf(
  context: CommandContext,
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
): vscode.Task | undefined {
  const { container } = definition;
  const command = commandOf(definition.command);
  if (typeof container !== "string" || command === null) return undefined;
  const execution = new vscode.CustomExecution(async (resolved) => {
    const wanted = String(resolved.container);
    const request = { ...requestOf(resolved), command: commandOf(resolved.command) ?? command };
    return pseudoterminal(execProgram(context, await containerCalled(context, wanted), request, { task: true }));
  });
  return new vscode.Task(definition, scope, `${container}: ${command.map(quoted).join(" ")}`, "gantry", execution, []);
}

/** A container by its name, or the running one of a compose service. One that is not there is the program's to tell. */
async function containerCalled({ engine }: CommandContext, name: string): Promise<Pick<Container, "id" | "name">> {
  const all = await (await engine()).containers();
  const ofService = all.filter((it) => it.labels[SERVICE] === name);
  return (
    all.find((it) => it.name === name) ??
    ofService.find((it) => it.state === "running") ??
    ofService[0] ?? { id: name, name }
  );
}

/** A text is parted as a shell would; null when it is no command. */
function commandOf(value: unknown): string[] | null {
  const words = Array.isArray(value) ? value.map(String) : typeof value === "string" ? wordsOf(value) : null;
  return words && words.length > 0 ? words : null;
}

function requestOf({ user, workingDir, env }: vscode.TaskDefinition): Omit<ExecRequest, "command" | "tty"> {
  const variables = typeof env === "object" && env !== null ? Object.entries(env) : [];
  return {
    ...(typeof user === "string" && { user }),
    ...(typeof workingDir === "string" && { workingDir }),
    ...(variables.length > 0 && { env: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])) }),
  };
}
