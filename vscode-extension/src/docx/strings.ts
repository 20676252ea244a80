/** The words of the page that shows a Word file, in the user's language. */
import { l10n } from "vscode";

export function pageStrings() {
  return {
    error: l10n.t("Errors"),
    warning: l10n.t("Warnings"),
    info: l10n.t("Notes"),
    checking: l10n.t("Checking …"),
    nothing: l10n.t("Nothing found."),
    filtered: l10n.t("All findings are filtered out."),
    notShown: l10n.t("not shown on the page"),
    suggestion: l10n.t("Suggestion"),
    line: l10n.t("line {0}"),
    findings: l10n.t("Findings"),
    explain: l10n.t("Why?"),
    addWord: l10n.t("Add to my words"),
    ignore: l10n.t("Ignore here"),
    keys: l10n.t("j k ↓ ↑: next and previous finding"),
    notRendered: l10n.t("The page cannot be drawn: {0}"),
    failed: l10n.t("This file cannot be shown"),
  };
}

export type Strings = ReturnType<typeof pageStrings>;
