/** Opens the files that Gantry's terminals name. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { candidates, type FileLink, fileLinks } from "../terminal/file-links.ts";

interface OpenableLink extends vscode.TerminalLink {
  readonly uri: vscode.Uri;
  readonly place: FileLink;
}

/** A terminal with a process of its own has VS Code's links. */
export function registerTerminalLinks(): vscode.Disposable {
  return vscode.window.registerTerminalLinkProvider({
    async provideTerminalLinks({ line, terminal }): Promise<OpenableLink[]> {
      const folders = vscode.workspace.workspaceFolders ?? [];
      if (folders.length === 0 || (await terminal.processId) !== undefined) return [];
      const found = await Promise.all(
        fileLinks(line).map(async (place) => {
          const uri = await existing(folders, candidates(place.path));
          const { start: startIndex, length } = place;
          return uri && { startIndex, length, tooltip: l10n.t("Open {0}", place.path), uri, place };
        }),
      );
      return found.filter((it) => it !== null);
    },
    async handleTerminalLink({ uri, place }: OpenableLink) {
      const at = new vscode.Position(place.line - 1, (place.column ?? 1) - 1);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    },
  });
}

async function existing(
  folders: readonly vscode.WorkspaceFolder[],
  paths: readonly string[],
): Promise<vscode.Uri | null> {
  for (const path of paths)
    for (const folder of folders) {
      const uri = vscode.Uri.joinPath(folder.uri, path);
      const isFile = await vscode.workspace.fs.stat(uri).then(
        ({ type }) => (type & vscode.FileType.File) !== 0,
        () => false,
      );
      if (isFile) return uri;
    }
  return null;
}
