/** The page that shows a Word file. It may run one script and ask the network for nothing. */
import { randomBytes } from "node:crypto";
import { env, Uri } from "vscode";
import type { Webview } from "vscode";

export function page(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const file = (...path: string[]): string =>
    webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    "img-src data: blob:",
    "font-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file("media", "docx.css")}">
</head>
<body>
<main id="paper" tabindex="-1"></main>
<section id="failure" role="alert" hidden><h1></h1><p></p></section>
<aside id="side" hidden>
  <header><h1 id="title"></h1><div id="filters" role="group"></div></header>
  <p id="note" role="status"></p>
  <ol id="list"></ol>
  <footer id="keys"></footer>
</aside>
<script nonce="${nonce}" src="${file("dist", "view.js")}"></script>
</body>
</html>`;
}
