/** Why a rule exists, what it rests on, and its examples. */
import { commands, l10n, languages, window } from "vscode";
import type { Diagnostic } from "vscode";
import { asked } from "./asking";
import { COMMANDS } from "./protocol";
import type { Server } from "./server";
import type { Pages } from "./virtual";

export async function explain(server: Server, pages: Pages, given: unknown): Promise<void> {
  const rule = typeof given === "string" ? given : await ruleInMind();
  if (!rule) return;
  const title = l10n.t("Looking up {0}", rule);
  const answer = await asked<{ markdown: string }>(server, title, COMMANDS.explain, rule);
  if (!answer) return;
  const page = pages.put(`${rule}.md`, answer.markdown);
  await commands.executeCommand("markdown.showPreviewToSide", page);
}

/** The rule of the finding at the cursor, else one of those that found something, or one typed. */
async function ruleInMind(): Promise<string | undefined> {
  const here = findingsAtCursor().map(ruleOf);
  if (here.length === 1) return here[0];
  const everywhere = languages
    .getDiagnostics()
    .flatMap(([, all]) => all.filter(isOurs).map(ruleOf));
  const names = [...new Set(here.length ? here : everywhere)].sort();
  if (!names.length) {
    return window.showInputBox({ prompt: l10n.t("The rule's name, such as typo/word") });
  }
  return window.showQuickPick(names, { placeHolder: l10n.t("Which rule?") });
}

export function findingsAtCursor(): Diagnostic[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  return languages
    .getDiagnostics(editor.document.uri)
    .filter((each) => isOurs(each) && each.range.intersection(editor.selection));
}

function isOurs(diagnostic: Diagnostic): boolean {
  return diagnostic.source === "zhupi";
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
