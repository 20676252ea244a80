/** What the program understood of a document, and why, beside the document. */
import { l10n, Uri, ViewColumn, window, workspace } from "vscode";
import type { Disposable } from "vscode";
import { asked } from "./asking";
import { COMMANDS } from "./protocol";
import type { Server } from "./server";
import { Pages } from "./virtual";

export interface Outlines extends Disposable {
  open(uri: Uri | undefined): Promise<void>;
}

export function registerOutlines(server: Server): Outlines {
  const pages = new Pages("zhupi-outline");
  const put = (of: Uri, text: string): Uri => {
    const name = of.path.slice(of.path.lastIndexOf("/") + 1);
    return pages.put(`${name} · ${l10n.t("outline")}`, text, of.toString());
  };
  const isOpen = (of: Uri): boolean =>
    workspace.textDocuments.some(
      ({ uri }) => uri.scheme === pages.scheme && uri.query === of.toString(),
    );
  const again = async (of: Uri): Promise<void> => {
    if (!isOpen(of)) return;
    try {
      put(of, (await server.ask<{ text: string }>(COMMANDS.outline, of.toString())).text);
    } catch {
      // The old outline stands until the document can be read again.
    }
  };
  const saved = workspace.onDidSaveTextDocument(({ uri }) => again(uri));
  const checked = server.onChecked((uri) => again(Uri.parse(uri)));
  return {
    async open(uri) {
      if (!uri) return;
      const title = l10n.t("Reading the structure");
      const answer = await asked<{ text: string }>(server, title, COMMANDS.outline, uri.toString());
      if (!answer) return;
      const document = await workspace.openTextDocument(put(uri, answer.text));
      await window.showTextDocument(document, {
        viewColumn: ViewColumn.Beside,
        preserveFocus: true,
      });
    },
    dispose() {
      for (const each of [saved, checked, pages]) each.dispose();
    },
  };
}
