/** VS Code cannot show Word files by itself. Where one is opened in vain, ours is offered. */
import { commands, ConfigurationTarget, l10n, TabInputText, window, workspace } from "vscode";
import type { Disposable, ExtensionContext, Tab, Uri } from "vscode";
import { VIEW_TYPE } from "./editor";

const ASSOCIATIONS = "workbench.editorAssociations";

export function offerWordEditor(context: ExtensionContext): Disposable {
  let asking = false;
  const look = async (tabs: readonly Tab[]): Promise<void> => {
    const tab = tabs.find(isWordAsText);
    if (!tab || asking || !workspace.getConfiguration("zhupi").get("offerWordEditor", true)) return;
    asking = true;
    try {
      await offer(tab, (tab.input as TabInputText).uri);
    } finally {
      asking = false;
    }
  };
  const listening = window.tabGroups.onDidChangeTabs(({ opened, changed }) =>
    look([...opened, ...changed]),
  );
  void look(window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.isActive));
  context.subscriptions.push(listening);
  return listening;
}

export function isWordFile(uri: Uri): boolean {
  return /\.(docx|docm|dotx|dotm)$/i.test(uri.path);
}

function isWordAsText({ input, isActive }: Tab): boolean {
  return isActive && input instanceof TabInputText && isWordFile(input.uri);
}

async function offer(tab: Tab, uri: Uri): Promise<void> {
  const once = l10n.t("Open");
  const always = l10n.t("Always");
  const never = l10n.t("Do not ask again");
  const question = l10n.t("Show this Word file with its findings, in Zhupi?");
  const chosen = await window.showInformationMessage(question, once, always, never);
  if (chosen === never) {
    await workspace
      .getConfiguration("zhupi")
      .update("offerWordEditor", false, ConfigurationTarget.Global);
  }
  if (chosen === always) await associate();
  if (chosen === once || chosen === always) {
    await commands.executeCommand("vscode.openWith", uri, VIEW_TYPE);
    const left = window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString(),
      );
    await window.tabGroups.close(left.includes(tab) ? tab : left);
  }
}

async function associate(): Promise<void> {
  const settings = workspace.getConfiguration();
  const old = settings.inspect<Record<string, string>>(ASSOCIATIONS)?.globalValue ?? {};
  const ours = Object.fromEntries(
    ["docx", "docm", "dotx", "dotm"].map((kind) => [`*.${kind}`, VIEW_TYPE]),
  );
  await settings.update(ASSOCIATIONS, { ...old, ...ours }, ConfigurationTarget.Global);
}
