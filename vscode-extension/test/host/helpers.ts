import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";

export const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;

export function fileIn(name: string): vscode.Uri {
  return vscode.Uri.file(join(folder, name));
}

export async function written(name: string, text: string): Promise<vscode.TextDocument> {
  await writeFile(join(folder, name), text);
  const document = await vscode.workspace.openTextDocument(fileIn(name));
  await vscode.window.showTextDocument(document);
  return document;
}

export function onDisk(name: string): Promise<string> {
  return readFile(join(folder, name), "utf8");
}

export async function until<Result>(
  test: () => Result | Promise<Result>,
  what: string,
  patience = 30_000,
): Promise<NonNullable<Result>> {
  const end = Date.now() + patience;
  for (;;) {
    const result = await test();
    if (result) return result;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function findings(uri: vscode.Uri, rule?: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((each) => each.source === "zhupi" && (!rule || ruleOf(each) === rule));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export function finding(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return until(() => findings(uri, rule)[0], `${rule} in ${uri.path}`);
}

export function gone(uri: vscode.Uri, rule: string): Promise<true> {
  return until(() => (findings(uri, rule).length === 0 ? true : undefined), `no ${rule} any more`);
}

/** The first action that fits; the server may need a moment after its first findings. */
export function action(
  uri: vscode.Uri,
  range: vscode.Range,
  fits: (action: vscode.CodeAction) => boolean,
  kind?: string,
): Promise<vscode.CodeAction> {
  return until(async () => {
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      range,
      kind,
    );
    return all.find(fits);
  }, "a code action");
}

export async function perform({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) await vscode.workspace.applyEdit(edit);
  if (command) {
    await vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as unknown[]),
    );
  }
}

export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration("zhupi")
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}
