/** The page of a webview: one script of ours, and nothing else may run or be loaded. */
import { randomBytes } from "node:crypto";

export interface WebviewPage {
  /** As the webview may load it. */
  readonly script: string;
  /** `webview.cspSource`. */
  readonly source: string;
  readonly title: string;
  readonly language: string;
}

export function webviewHtml({ script, source, title, language }: WebviewPage): string {
  const nonce = randomBytes(18).toString("base64");
  // Styles are set by the script through the object model, which needs no permission.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source};`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
</head>
<body>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);
