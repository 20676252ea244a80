/** One Word file in one tab: reads it, has it checked, and does both again when it changes. */
import { commands, l10n, RelativePattern, Uri, workspace } from "vscode";
import type { Disposable, WebviewPanel } from "vscode";
import { asked, messageOf } from "../asking";
import { COMMANDS } from "../protocol";
import type { CheckedFile } from "../protocol";
import type { Server } from "../server";
import type { Request, Update } from "./messages";
import { pageStrings } from "./strings";

/** Word and WPS write a file in several steps; milliseconds until it has come to rest. */
const REST = 300;

export class WordView implements Disposable {
  private readonly disposables: Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private modified = -1;
  private round = 0;
  private disposed = false;

  constructor(
    private readonly uri: Uri,
    private readonly panel: WebviewPanel,
    private readonly server: Server,
  ) {
    const folder = Uri.joinPath(uri, "..");
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const pattern = new RelativePattern(folder, name.replace(/[[\]{}*?]/g, "?"));
    const watcher = workspace.createFileSystemWatcher(pattern);
    this.disposables.push(
      watcher,
      watcher.onDidChange(() => this.changed()),
      watcher.onDidCreate(() => this.changed()),
      server.onStarted(() => void this.check()),
      server.onChecked((each) => {
        if (Uri.parse(each).toString() === uri.toString()) this.soon();
      }),
      panel.webview.onDidReceiveMessage((request: Request) => void this.answer(request)),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    for (const each of this.disposables) each.dispose();
  }

  private changed(): void {
    void this.server.tellChanged(this.uri);
    this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), REST);
  }

  private async refresh(): Promise<void> {
    await this.read();
    await this.check();
  }

  private async read(): Promise<void> {
    try {
      const { mtime } = await workspace.fs.stat(this.uri);
      if (mtime === this.modified) return;
      const bytes = new Uint8Array(await workspace.fs.readFile(this.uri)); // no Buffer: it would not arrive
      this.modified = mtime;
      this.post({ type: "update", bytes });
    } catch (error) {
      this.post({ type: "update", failure: messageOf(error) });
    }
  }

  private async check(): Promise<void> {
    const round = ++this.round;
    try {
      const uri = this.uri.toString();
      const checked = await this.server.ask<CheckedFile>(COMMANDS.checkFile, uri);
      if (round === this.round) this.post({ type: "update", checked, failure: checked.failure });
    } catch (error) {
      if (round === this.round) this.post({ type: "update", failure: messageOf(error) });
    }
  }

  private async answer(request: Request): Promise<void> {
    const uri = this.uri.toString();
    switch (request.type) {
      case "ready":
        this.modified = -1;
        this.post({ type: "update", strings: pageStrings(), checked: null });
        return this.refresh();
      case "explain":
        return void commands.executeCommand("zhupi.ui.explain", request.rule);
      case "addWord":
        await commands.executeCommand("zhupi.ui.addWord", this.uri, request.word);
        return this.check();
      case "suppress": {
        const { rule, quote } = request;
        const title = l10n.t("Ignoring this finding");
        await asked(this.server, title, COMMANDS.suppress, uri, rule, quote);
        return this.check();
      }
    }
  }

  private post(update: Update): void {
    if (!this.disposed) void this.panel.webview.postMessage(update);
  }
}
