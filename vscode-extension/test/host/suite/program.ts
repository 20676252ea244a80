import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import * as vscode from "vscode";
import { finding, gone, setting, until, written } from "../helpers";

interface Manifest {
  contributes: { commands: { command: string }[] };
}

export function program(): void {
  describe("the program", () => {
    it("has all its commands", async () => {
      const extension = vscode.extensions.getExtension<unknown>("zhupi.zhupi")!;
      const known = new Set(await vscode.commands.getCommands(true));
      const { contributes } = extension.packageJSON as Manifest;
      const missing = contributes.commands.filter(({ command }) => !known.has(command));
      assert.deepEqual(missing, []);
    });

    it("is started again when it crashes", async () => {
      const document = await written("重启.md", "# 工作情况\n\n会议部暑工作。\n");
      await finding(document.uri, "typo/word");
      const [before] = await servers();
      process.kill(before!, "SIGKILL");
      await until(async () => {
        const [after] = await servers();
        return after !== undefined && after !== before;
      }, "another server");
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(2, 2, 2, 4), "部署");
      await vscode.workspace.applyEdit(edit);
      await gone(document.uri, "typo/word");
      edit.set(document.uri, [vscode.TextEdit.insert(new vscode.Position(2, 0), "会议部暑。")]);
      await vscode.workspace.applyEdit(edit);
      await finding(document.uri, "typo/word");
    });

    it("says that it is missing, and how to get it", async () => {
      const said: string[][] = [];
      const usual = vscode.window.showWarningMessage;
      const stub = (...args: string[]) => (said.push(args), Promise.resolve(undefined));
      vscode.window.showWarningMessage = stub as unknown as typeof usual;
      try {
        await setting("path", "/nowhere/朱批");
        const [message, ...ways] = await until(() => said[0], "the message");
        assert.match(message!, /\/nowhere\/朱批/);
        assert.equal(ways.length, 3);
        await until(async () => (await servers()).length === 0, "no server");
      } finally {
        vscode.window.showWarningMessage = usual;
        await setting("path", undefined);
      }
      await until(async () => (await servers()).length === 1, "the server again");
    });
  });
}

/** The ids of the servers that this extension host has started. */
async function servers(): Promise<number[]> {
  const numbers = (await readdir("/proc")).filter((each) => /^\d+$/.test(each));
  const found: number[] = [];
  for (const each of numbers) {
    const [status, command] = await Promise.all([
      readFile(`/proc/${each}/status`, "utf8").catch(() => ""),
      readFile(`/proc/${each}/cmdline`, "utf8").catch(() => ""),
    ]);
    const isChild = new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status);
    if (isChild && command.split("\0").includes("lsp")) found.push(Number(each));
  }
  return found;
}
