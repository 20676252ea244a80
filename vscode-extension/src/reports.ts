/** The HTML report in a tab. The page forbids itself everything but what is in it. */
import { env, l10n, Uri, ViewColumn, window, workspace } from "vscode";
import type { Disposable, WebviewPanel } from "vscode";
import { asked } from "./asking";
import { COMMANDS } from "./protocol";
import type { Server } from "./server";

const VIEW_TYPE = "zhupi.report";

export class Reports implements Disposable {
  private readonly panels = new Map<WebviewPanel, Uri>();

  constructor(private readonly server: Server) {}

  async open(uri: Uri | undefined): Promise<void> {
    if (!uri) return;
    await this.show(uri.path.slice(uri.path.lastIndexOf("/") + 1), uri.toString());
  }

  async openWorkspace(): Promise<void> {
    await this.show(workspace.name ?? l10n.t("Workspace"));
  }

  async openInBrowser(): Promise<void> {
    const active = [...this.panels].find(([panel]) => panel.active);
    if (active) await env.openExternal(active[1]);
  }

  dispose(): void {
    for (const panel of this.panels.keys()) panel.dispose();
  }

  private async show(name: string, ...args: string[]): Promise<void> {
    const title = l10n.t("Writing the report");
    const answer = await asked<{ path: string }>(this.server, title, COMMANDS.report, ...args);
    if (!answer) return;
    const file = Uri.file(answer.path);
    const html = new TextDecoder().decode(await workspace.fs.readFile(file));
    const panel = window.createWebviewPanel(
      VIEW_TYPE,
      l10n.t("Report: {0}", name),
      ViewColumn.Active,
      {
        enableScripts: true,
        enableFindWidget: true,
        retainContextWhenHidden: true,
        localResourceRoots: [],
      },
    );
    this.panels.set(panel, file);
    panel.onDidDispose(() => this.panels.delete(panel));
    panel.webview.html = html;
  }
}
