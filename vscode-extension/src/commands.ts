/** The commands of the palette and the menus. Each asks the server and shows its answer. */
import { commands, env, l10n, Uri, window, workspace } from "vscode";
import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import { asked, fileOrComplaint } from "./asking";
import { VIEW_TYPE } from "./docx/editor";
import { explain } from "./explain";
import { registerOutlines } from "./outlines";
import { COMMANDS } from "./protocol";
import type { CheckedFile, CheckedWorkspace } from "./protocol";
import { Reports } from "./reports";
import type { Server } from "./server";
import { Pages } from "./virtual";
import { addWord } from "./words";

const PROBLEMS = "workbench.actions.view.problems";

export function registerCommands(
  context: ExtensionContext,
  server: Server,
  log: LogOutputChannel,
): Disposable[] {
  const reports = new Reports(server);
  const rules = new Pages("zhupi-rule");
  const outlines = registerOutlines(server);
  const all: Record<string, (...args: unknown[]) => unknown> = {
    checkWorkspace: () => checkWorkspace(server),
    checkFile: (uri) => checkFile(server, uri),
    reportFile: (uri) => reports.open(fileOrComplaint(uri)),
    reportWorkspace: () => reports.openWorkspace(),
    reportInBrowser: () => reports.openInBrowser(),
    annotate: (uri) => annotate(server, uri),
    outline: (uri) => outlines.open(fileOrComplaint(uri)),
    explain: (rule) => explain(server, rules, rule),
    addWord: (uri, word) => addWord(server, uri, word),
    openWord: (uri) => openWord(uri),
    restart: () => server.restart(),
    showLog: () => log.show(),
    walkthrough: () =>
      commands.executeCommand(
        "workbench.action.openWalkthrough",
        `${context.extension.id}#start`,
        false,
      ),
  };
  const registered = Object.entries(all).map(([name, run]) =>
    commands.registerCommand(`zhupi.ui.${name}`, run),
  );
  return [...registered, reports, rules, outlines];
}

async function checkWorkspace(server: Server): Promise<void> {
  if (!workspace.workspaceFolders?.length) {
    void window.showInformationMessage(l10n.t("Open a folder first."));
    return;
  }
  const title = l10n.t("Checking all documents of the workspace");
  const answer = await asked<CheckedWorkspace>(server, title, COMMANDS.checkWorkspace);
  if (!answer) return;
  await commands.executeCommand(PROBLEMS);
  const { files, error, warning, info, unreadable } = answer;
  const found = l10n.t(
    "{0} documents: {1} errors, {2} warnings, {3} notes.",
    files,
    error,
    warning,
    info,
  );
  const unread = unreadable ? ` ${l10n.t("{0} could not be read.", unreadable)}` : "";
  const report = l10n.t("Open HTML report");
  void window.showInformationMessage(found + unread, report).then((chosen) => {
    if (chosen) void commands.executeCommand("zhupi.ui.reportWorkspace");
  });
}

async function checkFile(server: Server, clicked: unknown): Promise<void> {
  const uri = fileOrComplaint(clicked);
  if (!uri) return;
  const title = l10n.t("Checking {0}", nameOf(uri));
  const answer = await asked<CheckedFile>(server, title, COMMANDS.checkFile, uri.toString());
  if (!answer) return;
  if (answer.failure) {
    void window.showErrorMessage(`${nameOf(uri)}: ${answer.failure}`);
    return;
  }
  if (answer.findings.length) await commands.executeCommand(PROBLEMS);
  const { error, warning, info } = answer.summary;
  void window.showInformationMessage(
    l10n.t("{0}: {1} errors, {2} warnings, {3} notes.", nameOf(uri), error, warning, info),
  );
}

interface Annotated {
  path: string;
  comments: number;
  changes: number;
}

/** Writes the copy with comments. One that exists is replaced only after a question. */
async function annotate(server: Server, clicked: unknown): Promise<void> {
  const uri = fileOrComplaint(clicked);
  if (!uri) return;
  const copy = uri.with({ path: uri.path.replace(/\.([^./]+)$/, "-朱批.$1") });
  const there = await exists(copy);
  if (there) {
    const replace = l10n.t("Replace");
    const question = l10n.t("{0} exists. Replace it?", nameOf(copy));
    if ((await window.showWarningMessage(question, { modal: true }, replace)) !== replace) return;
  }
  const title = l10n.t("Annotating {0}", nameOf(uri));
  const args = there ? [uri.toString(), true] : [uri.toString()];
  const answer = await asked<Annotated>(server, title, COMMANDS.annotate, ...args);
  if (!answer) return;
  const written = Uri.file(answer.path);
  const open = l10n.t("Open");
  const reveal = l10n.t("Show in folder");
  const chosen = await window.showInformationMessage(
    l10n.t(
      "{0}: {1} comments, {2} tracked changes.",
      nameOf(written),
      answer.comments,
      answer.changes,
    ),
    open,
    reveal,
  );
  if (chosen === open) await env.openExternal(written);
  if (chosen === reveal) {
    await commands.executeCommand(env.remoteName ? "revealInExplorer" : "revealFileInOS", written);
  }
}

async function openWord(clicked: unknown): Promise<void> {
  const uri = fileOrComplaint(clicked);
  if (uri) await commands.executeCommand("vscode.openWith", uri, VIEW_TYPE);
}

export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
