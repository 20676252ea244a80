/** Asking the server on behalf of the user: progress while it works, a message when it cannot. */
import { l10n, ProgressLocation, TabInputCustom, TabInputText, Uri, window } from "vscode";
import { COMMANDS } from "./protocol";
import type { Server } from "./server";

const SLOW = new Set<string>([COMMANDS.checkWorkspace, COMMANDS.report, COMMANDS.annotate]);

/** Its answer, or undefined after the user has been told why there is none. */
export async function asked<Answer>(
  server: Server,
  title: string,
  command: string,
  ...args: unknown[]
): Promise<Answer | undefined> {
  const location = SLOW.has(command) ? ProgressLocation.Notification : ProgressLocation.Window;
  try {
    return await window.withProgress({ location, title }, () =>
      server.ask<Answer>(command, ...args),
    );
  } catch (error) {
    void window.showErrorMessage(messageOf(error));
    return undefined;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The file that a command is about: the one clicked on, else that of the active editor. */
export function fileInMind(clicked: unknown): Uri | undefined {
  if (clicked instanceof Uri) return clicked;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof TabInputCustom || input instanceof TabInputText) return input.uri;
  return window.activeTextEditor?.document.uri;
}

/** The same, with a word to the user when there is none. */
export function fileOrComplaint(clicked: unknown): Uri | undefined {
  const uri = fileInMind(clicked);
  if (!uri) void window.showInformationMessage(l10n.t("Open or choose a file first."));
  return uri;
}
