/** What is said when zhupi is not installed, and the ways out. */
import { commands, l10n, Uri, window, workspace } from "vscode";
import type { LogOutputChannel } from "vscode";
import { environments } from "./discovery";
import type { Missing } from "./discovery";
import { currentWorld } from "./world";

export function sentence(missing: Missing): string {
  switch (missing.reason) {
    case "path":
      return l10n.t("The setting zhupi.path names no program: {0}", missing.value);
    case "interpreter":
      return l10n.t(
        "The setting zhupi.interpreter names no Python that can import zhupi: {0}",
        missing.value,
      );
    case "nowhere":
      return l10n.t("Zhupi is not installed. The extension needs the Python package zhupi.");
  }
}

export async function offerHelp(missing: Missing, log: LogOutputChannel): Promise<void> {
  const install = l10n.t("Install with pip");
  const choose = l10n.t("Choose the program");
  const settings = l10n.t("Open settings");
  const more = l10n.t("Learn more");
  const ways = missing.reason === "nowhere" ? [install, choose, more] : [settings, choose, more];
  log.warn(sentence(missing));
  const chosen = await window.showWarningMessage(sentence(missing), ...ways);
  if (chosen === install) await installInTerminal();
  else if (chosen === choose) await choosePath();
  else if (chosen === settings) {
    await commands.executeCommand(
      "workbench.action.openSettings",
      missing.reason === "path" ? "zhupi.path" : "zhupi.interpreter",
    );
  } else if (chosen === more) await commands.executeCommand("zhupi.ui.walkthrough");
}

/** Writes the command into a terminal; whether to run it is the user's choice. */
async function installInTerminal(): Promise<void> {
  const world = currentWorld();
  const [python] = await environments(world);
  const folder = world.folders[0];
  const terminal = window.createTerminal({ name: l10n.t("Zhupi"), ...(folder && { cwd: folder }) });
  terminal.show();
  terminal.sendText(installCommand(python, world.windows), false);
  const start = l10n.t("Start Zhupi");
  const chosen = await window.showInformationMessage(
    l10n.t("The command stands in the terminal. Press Enter there; when it is done, start Zhupi."),
    start,
  );
  if (chosen === start) await commands.executeCommand("zhupi.ui.restart");
}

export function installCommand(python: string | undefined, windows: boolean): string {
  const call = (program: string): string => (windows ? `& "${program}"` : `"${program}"`);
  if (python) return `${call(python)} -m pip install zhupi`;
  return windows
    ? `py -m venv .venv; ${call(".venv\\Scripts\\python.exe")} -m pip install zhupi`
    : `python3 -m venv .venv && .venv/bin/python -m pip install zhupi`;
}

async function choosePath(): Promise<void> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t("The program zhupi, or a Python that has it"),
      canSelectMany: false,
      defaultUri: Uri.file(currentWorld().home),
    })) ?? [];
  if (!file) return;
  const name = /(^|[/\\])python[\d.]*(\.exe)?$/i.test(file.fsPath) ? "interpreter" : "path";
  const settings = workspace.getConfiguration("zhupi");
  if (name === "interpreter") await settings.update("path", undefined, true);
  await settings.update(name, file.fsPath, true);
}
