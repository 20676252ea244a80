import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import {
  action,
  finding,
  findings,
  folder,
  gone,
  onDisk,
  perform,
  until,
  written,
} from "../helpers";

const TEXT = "# 工作情况\n\n𠮷地召开党建工作会议部暑重点任务，抓好落实。\n";

export function documents(): void {
  describe("documents", () => {
    it("marks the characters of a finding behind one outside the basic plane", async () => {
      const document = await written("第一 季度.md", TEXT);
      const { range, severity, message } = await finding(document.uri, "typo/word");
      assert.equal(document.getText(range), "部暑");
      assert.equal(range.start.character, "𠮷地召开党建工作会议".length);
      assert.equal(severity, vscode.DiagnosticSeverity.Error);
      assert.match(message, /部署/);
    });

    it("corrects a finding, and the file is saved corrected", async () => {
      const document = await written("改正.md", TEXT);
      const { range } = await finding(document.uri, "typo/word");
      const fix = await action(document.uri, range, ({ isPreferred }) => isPreferred === true);
      await perform(fix);
      await gone(document.uri, "typo/word");
      await document.save();
      assert.equal(await onDisk("改正.md"), TEXT.replace("部暑", "部署"));
    });

    it("corrects all sure findings at once", async () => {
      const document = await written("全部.md", `${TEXT}\n会议部暑下一步工作。\n`);
      await until(() => findings(document.uri, "typo/word").length === 2, "two findings");
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const kind = "source.fixAll.zhupi";
      await perform(await action(document.uri, whole, () => true, kind));
      await gone(document.uri, "typo/word");
      assert.ok(!document.getText().includes("部暑"));
    });

    it("follows what is typed", async () => {
      const document = await written("输入.md", "# 工作情况\n\n抓好落实。\n");
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(2, 0), "𠮷𠮷会议部暑工作，");
      await vscode.workspace.applyEdit(edit);
      const { range } = await finding(document.uri, "typo/word");
      assert.equal(document.getText(range), "部暑");
    });

    it("ignores one finding by a remark in the file", async () => {
      const document = await written("忽略.md", TEXT);
      const { range } = await finding(document.uri, "typo/word");
      const ignore = await action(document.uri, range, ({ title }) => /忽略|ignore/i.test(title));
      await perform(ignore);
      await gone(document.uri, "typo/word");
      assert.match(document.getText(), /部暑/);
      assert.match(document.getText(), /<!--.*typo\/word.*-->/);
    });

    it("adds a word to the user's words", async () => {
      const document = await written("词表.md", "# 工作情况\n\n深入惯彻会议精神，抓好落实。\n");
      const found = await until(() => findings(document.uri)[0], "a finding");
      const add = await action(document.uri, found.range, ({ command }) =>
        String(command?.command).startsWith("zhupi.addWord"),
      );
      await perform(add);
      await until(() => findings(document.uri).length === 0, "no finding any more");
      assert.notEqual((await onDisk("zhupi-words.txt")).trim(), "");
      await rm(join(folder, "zhupi-words.txt"));
    });

    it("checks again when zhupi.toml changes on disk", async () => {
      const document = await written("配置.md", TEXT);
      await finding(document.uri, "typo/word");
      const file = join(folder, "zhupi.toml");
      await writeFile(file, 'ignore = ["typo/word"]\n');
      await gone(document.uri, "typo/word");
      await rm(file);
      await finding(document.uri, "typo/word");
    });

    it("checks again when a setting changes", async () => {
      const document = await written("设置.md", TEXT);
      await finding(document.uri, "typo/word");
      const settings = vscode.workspace.getConfiguration("zhupi");
      await settings.update("ignore", ["typo/word"], vscode.ConfigurationTarget.Workspace);
      await gone(document.uri, "typo/word");
      await settings.update("ignore", undefined, vscode.ConfigurationTarget.Workspace);
      await finding(document.uri, "typo/word");
    });

    it("lists headings as symbols", async () => {
      const document = await written("标题.md", "# 述职报告\n\n## 一、履职情况\n\n做了工作。\n");
      const symbols = await until(async () => {
        const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          "vscode.executeDocumentSymbolProvider",
          document.uri,
        );
        return all?.length ? all : undefined;
      }, "symbols");
      assert.match(JSON.stringify(names(symbols)), /履职情况/);
    });

    it("shows the outline in a document beside", async () => {
      const document = await written("结构.md", "# 述职报告\n\n## 一、履职情况\n\n做了工作。\n");
      await vscode.commands.executeCommand("zhupi.ui.outline", document.uri);
      const outline = await until(
        () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "zhupi-outline"),
        "the outline",
      );
      assert.match(outline.getText(), /履职情况/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("explains a rule", async () => {
      await vscode.commands.executeCommand("zhupi.ui.explain", "typo/word");
      const page = await until(
        () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "zhupi-rule"),
        "the page of the rule",
      );
      assert.match(page.getText(), /typo\/word/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
}

function names(symbols: readonly vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...names(children ?? [])]);
}
