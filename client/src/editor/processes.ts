/** Programs that run in a terminal of the editor, as tasks: without a shell between, with their exit code. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ProcessRun } from "../compose/cli.ts";
import { replacedIn } from "../ui/harmless-text.ts";

/** Resolves when the program has ended, with its exit code; null where it was never there or its terminal was closed. */
export async function runProcess(run: ProcessRun): Promise<number | null> {
  const { name, program, args, cwd, env } = run;
  const odd = replacedIn(run);
  if (odd !== null) throw new Error(l10n.t("'{0}' has `{1}` in it, which the editor would replace.", odd, "${"));
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(cwd)) ?? vscode.TaskScope.Workspace;
  const execution = new vscode.ProcessExecution(program, [...args], { cwd, env: { ...env } });
  const task = new vscode.Task({ type: "gantry-compose", name }, folder, name, "Gantry", execution, []);
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true, showReuseMessage: false };
  const watch: { started: vscode.TaskExecution | null } = { started: null };
  return new Promise((resolve, reject) => {
    const ended = new Map<vscode.TaskExecution, number | null>();
    const end = (execution: vscode.TaskExecution, code: number | null): void => {
      ended.set(execution, code);
      if (execution !== watch.started) return;
      subscriptions.dispose();
      resolve(code);
    };
    const subscriptions = vscode.Disposable.from(
      vscode.tasks.onDidEndTaskProcess((it) => end(it.execution, it.exitCode ?? null)),
      // A task whose program cannot be started has no process to end.
      vscode.tasks.onDidEndTask((it) => void setTimeout(() => end(it.execution, ended.get(it.execution) ?? null), 500)),
    );
    vscode.tasks.executeTask(task).then((started) => {
      watch.started = started;
      if (ended.has(started)) end(started, ended.get(started) ?? null);
    }, reject);
  });
}
