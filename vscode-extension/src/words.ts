/** Words that are right because the user says so. */
import { l10n, Uri, window, workspace } from "vscode";
import { asked, fileInMind } from "./asking";
import { findingsAtCursor } from "./explain";
import { COMMANDS } from "./protocol";
import type { Server } from "./server";

/** Adds what is given, else the selection, else the words of the finding at the cursor. */
export async function addWord(server: Server, clicked: unknown, given: unknown): Promise<void> {
  const uri = fileInMind(clicked);
  const word = typeof given === "string" ? given : await wordInMind();
  if (!uri || !word) return;
  const title = l10n.t("Adding “{0}” to your words", word);
  const answer = await asked<{ path: string }>(
    server,
    title,
    COMMANDS.addWord,
    uri.toString(),
    word,
  );
  if (!answer) return;
  const open = l10n.t("Open the list");
  const chosen = await window.showInformationMessage(
    l10n.t("“{0}” is now one of your words.", word),
    open,
  );
  if (chosen === open) {
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(answer.path)));
  }
}

async function wordInMind(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const [finding] = findingsAtCursor();
  const range = editor?.selection.isEmpty ? finding?.range : editor?.selection;
  const value = editor && range ? editor.document.getText(range).trim() : "";
  if (value && !value.includes("\n")) return value;
  return window.showInputBox({ prompt: l10n.t("The word that is right") });
}
