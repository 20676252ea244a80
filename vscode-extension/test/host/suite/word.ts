import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import * as vscode from "vscode";
import { fileIn, findings, until } from "../helpers";

const REPORT = fileIn("述职报告 一.docx");

export function word(): void {
  describe("Word files", () => {
    it("stand in the Problems panel", async () => {
      await vscode.commands.executeCommand("zhupi.ui.checkFile", REPORT);
      await until(() => findings(REPORT, "typo/word").length, "findings in the Word file");
    });

    it("are checked with the workspace", async () => {
      await vscode.commands.executeCommand("zhupi.ui.checkWorkspace");
      await until(() => findings(REPORT).length, "findings in the Word file");
    });

    it("open in a tab of their own", async () => {
      await vscode.commands.executeCommand("zhupi.ui.openWord", REPORT);
      const input = await until(() => {
        const active = activeInput();
        return active instanceof vscode.TabInputCustom ? active : undefined;
      }, "the tab");
      assert.equal(input.viewType, "zhupi.docx");
      assert.equal(input.uri.toString(), REPORT.toString());
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("are copied with comments", async () => {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      void vscode.commands.executeCommand("zhupi.ui.annotate", REPORT);
      const copy = fileIn("述职报告 一-朱批.docx");
      await until(
        () =>
          access(copy.fsPath).then(
            () => true,
            () => false,
          ),
        "the copy",
      );
    });

    it("have a report", async () => {
      await vscode.commands.executeCommand("zhupi.ui.reportFile", REPORT);
      await until(() => activeInput() instanceof vscode.TabInputWebview, "the report");
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
}

function activeInput(): unknown {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input;
}
