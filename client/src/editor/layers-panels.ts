/** The tabs that show what the layers of images do. */
import { randomBytes } from "node:crypto";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { pageOf, rowsOf, type ShownImage } from "../layers/page.ts";

/** What the page asks for. */
type Question =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly layer: number }
  | { readonly type: "files"; readonly layer: number; readonly search: string };

export class LayersPanels implements vscode.Disposable {
  readonly #media: vscode.Uri;
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  constructor(extension: vscode.Uri) {
    this.#media = vscode.Uri.joinPath(extension, "media");
  }

  /** An image that is shown already comes to the front. */
  show(shown: ShownImage): void {
    const key = `${shown.id}\n${shown.name}`;
    const open = this.#panels.get(key);
    if (open) {
      open.reveal();
      return;
    }
    const title = l10n.t("{0} (layers)", shown.name);
    const panel = vscode.window.createWebviewPanel("gantry.layers", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [this.#media],
    });
    this.#panels.set(key, panel);
    panel.onDidDispose(() => this.#panels.delete(key));
    panel.webview.onDidReceiveMessage((question: Question) => {
      if (question.type === "open") void openSource(shown, question.layer);
      else void panel.webview.postMessage(answerTo(question, shown));
    });
    panel.webview.html = this.#html(panel.webview);
  }

  dispose(): void {
    for (const it of this.#panels.values()) it.dispose();
  }

  #html(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString("base64url");
    const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.#media, name)).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file("layers.css")}">
</head>
<body>
<header><h1 id="title"></h1><p id="summary"></p></header>
<main>
<section aria-labelledby="layers-title"><h2 id="layers-title"></h2><div id="layers" role="listbox" tabindex="0" aria-labelledby="layers-title"></div></section>
<section aria-labelledby="files-title"><h2 id="files-title"></h2><p id="instruction"></p><p><button id="open" hidden></button></p><input id="search" type="search" spellcheck="false"><p id="count" role="status"></p><ul id="files"></ul></section>
</main>
<script nonce="${nonce}" src="${file("layers.js")}"></script>
</body>
</html>`;
  }
}

function answerTo(question: Exclude<Question, { type: "open" }>, shown: ShownImage): object {
  if (question.type === "ready") return { type: "image", ...pageOf(shown) };
  const { layer, search } = question;
  return { type: "rows", layer, search, ...rowsOf(shown.report, layer, search) };
}

async function openSource({ source }: ShownImage, layer: number): Promise<void> {
  const line = source?.lines[layer];
  if (!source || typeof line !== "number") return;
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(source.path), { selection: new vscode.Range(at, at) });
}
