import { window } from "vscode";
import type { ExtensionContext } from "vscode";
import { registerCommands } from "./commands";
import { registerWordEditor } from "./docx/editor";
import { offerWordEditor } from "./docx/offer";
import { Server, restartOnChange } from "./server";
import { StatusBar } from "./status";
import { onInterpreterChange } from "./world";

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Zhupi", { log: true });
  const status = new StatusBar();
  const server = new Server(log, status);
  context.subscriptions.push(
    server,
    status,
    log,
    restartOnChange(server),
    registerWordEditor(context, server),
    offerWordEditor(context),
    ...registerCommands(context, server, log),
  );
  void server.restart();
  context.subscriptions.push(await onInterpreterChange(() => void server.restart()));
}
