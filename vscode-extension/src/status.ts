/** The item in the status bar: what the server is doing, and how much it found. */
import { l10n, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";
import type { Disposable, StatusBarItem } from "vscode";
import type { Status } from "./protocol";

export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;

  constructor() {
    this.item = window.createStatusBarItem("zhupi.status", StatusBarAlignment.Left, 20);
    this.item.name = l10n.t("Zhupi");
    this.starting();
    this.item.show();
  }

  starting(): void {
    this.show("$(loading~spin)", l10n.t("Zhupi is starting"));
  }

  ready(): void {
    this.show("$(check)", l10n.t("Zhupi: nothing found"));
  }

  failed(message: string): void {
    this.show("$(warning)", message, "zhupi.ui.showLog");
    this.item.backgroundColor = new ThemeColor("statusBarItem.warningBackground");
  }

  update(status: Status): void {
    if (status.state === "failed") this.failed(status.message || l10n.t("Zhupi has failed"));
    else if (status.state === "checking") this.show("$(loading~spin)", l10n.t("Zhupi is checking"));
    else if (status.error + status.warning === 0) this.ready();
    else {
      const { error, warning, files } = status;
      this.show(
        `$(error) ${error} $(warning) ${warning}`,
        l10n.t("Zhupi: {0} errors, {1} warnings in {2} files", error, warning, files),
      );
    }
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, meaning: string, command = "workbench.actions.view.problems"): void {
    this.item.text = `${l10n.t("Zhupi")} ${text}`;
    this.item.tooltip = new MarkdownString(meaning);
    this.item.accessibilityInformation = { label: meaning };
    this.item.command = command;
    this.item.backgroundColor = undefined;
  }
}
