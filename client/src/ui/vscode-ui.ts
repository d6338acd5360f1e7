/** The Ui of a real VS Code. */
import { homedir } from "node:os";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { linkless } from "./harmless-text.ts";
import type {
  Button,
  InputRequest,
  OpenTerminal,
  PickItem,
  PickOptions,
  ProgressReport,
  TerminalProgram,
  Ui,
} from "./ui.ts";

export const vscodeUi: Ui = {
  info: (message, ...buttons) => show(vscode.window.showInformationMessage, message, buttons),
  warn: (message, ...buttons) => show(vscode.window.showWarningMessage, message, buttons),
  error: (message, ...buttons) => show(vscode.window.showErrorMessage, message, buttons),
  confirm: async (question, detail, verb) => (await choose(question, detail, [verb])) === verb,
  choose: (question, detail, ...answers) => choose(question, detail, answers),
  pick,
  choosePath,
  choosePaths,
  savePath,
  input,
  progress,
  terminal,
};

function show(
  ask: (message: string, ...labels: string[]) => Thenable<string | undefined>,
  message: string,
  buttons: readonly Button[],
): void {
  const labels = buttons.map((it) => it.label);
  void ask(linkless(message), ...labels).then((chosen) => buttons.find((it) => it.label === chosen)?.act());
}

async function choosePaths(title: string): Promise<readonly string[]> {
  return ((await vscode.window.showOpenDialog({ title, canSelectMany: true })) ?? []).map((it) => it.fsPath);
}

async function savePath(title: string, name: string): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.find((it) => it.uri.scheme === "file")?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(join(homedir(), name));
  return (await vscode.window.showSaveDialog({ title, defaultUri }))?.fsPath ?? null;
}

async function choose(question: string, detail: string, answers: readonly string[]): Promise<string | null> {
  const options = { modal: true, detail: linkless(detail) };
  return (await vscode.window.showWarningMessage(linkless(question), options, ...answers)) ?? null;
}

function pick<T>(
  title: string,
  items: readonly PickItem<T>[],
  { active = null, later }: PickOptions<T> = {},
): Promise<T | null> {
  const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value?: T }>();
  list.title = title;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const fill = (shown: readonly PickItem<T>[], label: string | null): void => {
    list.items = shown.flatMap(({ group, ...item }, i) =>
      group === undefined || group === shown[i - 1]?.group
        ? [item]
        : [{ label: group, kind: vscode.QuickPickItemKind.Separator }, item],
    );
    const isOn = list.items.find((it) => it.label === label);
    if (isOn) list.activeItems = [isOn];
  };
  fill(items, active);
  return new Promise((resolve) => {
    const isOpen = { value: true };
    later?.then(
      (it) => isOpen.value && fill(it, list.activeItems[0]?.label ?? null),
      () => undefined, // What is shown stays.
    );
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      if (!chosen) return; // Nothing fits what was typed.
      resolve(chosen.value ?? null);
      list.dispose();
    });
    list.onDidHide(() => {
      isOpen.value = false;
      resolve(null);
      list.dispose();
    });
    list.show();
  });
}

async function choosePath(title: string, kind: "file" | "folder", near?: string): Promise<string | null> {
  const isFolder = kind === "folder";
  const defaultUri = near === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.file(near);
  const chosen = await vscode.window.showOpenDialog({
    title,
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    ...(defaultUri && { defaultUri }),
  });
  return chosen?.[0]?.fsPath ?? null;
}

async function input(request: InputRequest): Promise<string | null> {
  const text = await vscode.window.showInputBox({
    title: request.title,
    prompt: linkless(request.prompt),
    value: request.value,
    password: request.secret ?? false,
    ignoreFocusOut: request.secret ?? false,
    validateInput(text) {
      const problem = request.validate(text);
      return problem === null ? null : linkless(problem);
    },
  });
  return text ?? null;
}

async function progress<T>(
  title: string,
  task: (report: (progress: ProgressReport) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: linkless(title), cancellable: true };
  return vscode.window.withProgress(options, async (bar, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      bar.report({ message: l10n.t("cancelling…") });
      abort.abort();
    });
    const shown = { percent: 0 };
    return task(({ fraction, message }) => {
      const percent = Math.round((fraction ?? 0) * 100);
      const increment = Math.max(0, percent - shown.percent); // VS Code's bar knows increments only.
      shown.percent += increment;
      bar.report({ increment, ...(message === undefined ? {} : { message: linkless(message) }) });
    }, abort.signal);
  });
}

function terminal(name: string, icon: string, program: TerminalProgram): OpenTerminal {
  const opened = vscode.window.createTerminal({
    name,
    iconPath: new vscode.ThemeIcon(icon),
    pty: pseudoterminal(program),
  });
  opened.show();
  return { show: () => opened.show() };
}

const detachable = new WeakSet<object>();

export function isDetachable({ creationOptions }: vscode.Terminal): boolean {
  return "pty" in creationOptions && detachable.has(creationOptions.pty);
}

/** VS Code's side of a terminal that runs a program of ours. */
export function pseudoterminal(program: TerminalProgram): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const renamed = new vscode.EventEmitter<string>();
  const pty: vscode.Pseudoterminal = {
    onDidWrite: written.event,
    onDidClose: closed.event,
    onDidChangeName: renamed.event,
    open: (size) =>
      program.start(
        {
          write: (text) => written.fire(text),
          rename: (name) => renamed.fire(name),
          close: (exitCode = 0) => closed.fire(exitCode),
        },
        size ?? null,
      ),
    close: () => program.stop(),
    ...(program.input && { handleInput: (data: string) => program.input?.(data) }),
    ...(program.resize && { setDimensions: (size: vscode.TerminalDimensions) => program.resize?.(size) }),
  };
  if (program.detaches) detachable.add(pty);
  return pty;
}
