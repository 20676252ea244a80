/** Starts, stops and asks the language server. */
import { commands, EventEmitter, l10n, window, workspace } from "vscode";
import type { Disposable, LogOutputChannel, Uri } from "vscode";
import {
  CloseAction,
  FileChangeType,
  LanguageClient,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";
import type { ErrorHandler, LanguageClientOptions } from "vscode-languageclient/node";
import { discover } from "./discovery";
import type { Program } from "./discovery";
import { offerHelp, sentence } from "./missing";
import { CHECKED, STATUS } from "./protocol";
import type { Checked, Status } from "./protocol";
import { settingsForServer } from "./settings";
import type { StatusBar } from "./status";
import { currentWorld } from "./world";

const DOCUMENTS = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", pattern: "**/*.{txt,TXT}" },
  { scheme: "untitled", language: "markdown" },
  { scheme: "untitled", language: "plaintext" },
  { scheme: "file", pattern: "**/rules/**/*.{yaml,yml}" },
  { scheme: "file", pattern: "**/zhupi.toml" },
];

/** Its failures are told by the server's owner, once, in the user's language; the log has them all. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export class Server implements Disposable {
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();
  private readonly checkedEmitter = new EventEmitter<string>();
  private readonly startedEmitter = new EventEmitter<void>();

  /** The address of a Word file whose findings are no longer what they were. */
  readonly onChecked = this.checkedEmitter.event;
  readonly onStarted = this.startedEmitter.event;

  constructor(
    private readonly log: LogOutputChannel,
    private readonly status: StatusBar,
  ) {}

  /** Starts, or starts anew. Calls wait for each other. */
  restart(): Promise<void> {
    this.turn = this.turn
      .then(() => this.stop())
      .then(() => this.start())
      .catch((error: unknown) => this.failed(error));
    return this.turn;
  }

  /** Asks the server to do something. Throws an error with a sentence for the user. */
  async ask<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
    await this.turn;
    if (!this.client?.isRunning()) throw new Error(l10n.t("Zhupi is not running."));
    return this.client.sendRequest<Answer>("workspace/executeCommand", {
      command,
      arguments: args,
    });
  }

  /** Tells that a file has changed where the server does not look: outside the workspace. */
  async tellChanged(uri: Uri): Promise<void> {
    if (workspace.getWorkspaceFolder(uri) || !this.client?.isRunning()) return;
    await this.client.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uri.toString(), type: FileChangeType.Changed }],
    });
  }

  dispose(): void {
    this.checkedEmitter.dispose();
    this.startedEmitter.dispose();
    void this.turn.then(() => this.stop());
  }

  private async start(): Promise<void> {
    this.status.starting();
    const found = await discover(currentWorld());
    if (found.kind === "missing") {
      this.status.failed(sentence(found));
      void offerHelp(found, this.log);
      return;
    }
    const { command, args } = found.program;
    this.log.info(`${command} ${args.join(" ")}`);
    const client = this.newClient(found.program);
    this.client = client;
    await client.start();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (!client) return;
    await commands.executeCommand("setContext", "zhupi.running", false);
    try {
      await client.dispose();
    } catch (error) {
      this.log.warn(String(error)); // it was dead already
    }
  }

  private failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.log.error(reason);
    this.status.failed(l10n.t("Zhupi could not be started: {0}", reason));
  }

  private newClient(program: Program): LanguageClient {
    const client: LanguageClient = new QuietClient(
      "zhupi",
      "Zhupi",
      {
        command: program.command,
        args: program.args,
        options: { env: { ...process.env, PYTHONUTF8: "1" } },
      },
      this.options(() => client),
    );
    client.onNotification(STATUS, (status: Status) => this.status.update(status));
    client.onNotification(CHECKED, ({ uri }: Checked) => this.checkedEmitter.fire(uri));
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) return;
      if (newState === State.Starting) this.status.starting();
      if (newState !== State.Running) return;
      this.status.ready();
      void commands.executeCommand("setContext", "zhupi.running", true);
      this.startedEmitter.fire();
    });
    return client;
  }

  private options(client: () => LanguageClient): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: "zhupi" },
      initializationOptions: () => ({ settings: settingsForServer() }),
      errorHandler: this.errorHandler(client),
      middleware: {
        executeCommand: async (command, args) => {
          try {
            return await this.ask(command, ...(args as unknown[]));
          } catch (error) {
            void window.showErrorMessage(error instanceof Error ? error.message : String(error));
            return undefined;
          }
        },
      },
    };
  }

  /** A server that never ran is not started again and again; one that crashed is, a few times. */
  private errorHandler(client: () => LanguageClient): ErrorHandler {
    let usual: ErrorHandler | undefined;
    let hasRun = false;
    const handler = (): ErrorHandler => (usual ??= client().createDefaultErrorHandler());
    return {
      error: (error, message, count) => handler().error(error, message, count),
      closed: async () => {
        hasRun ||= client().initializeResult !== undefined;
        const result = hasRun
          ? await handler().closed()
          : { action: CloseAction.DoNotRestart, handled: true };
        if (result.action === CloseAction.Restart) {
          this.log.warn("The server has gone; it is started again.");
          return result;
        }
        void this.sayThatItStopped(result.message);
        return { ...result, handled: true };
      },
    };
  }

  private async sayThatItStopped(reason?: string): Promise<void> {
    const message = l10n.t("Zhupi has stopped. The log says why.");
    if (reason) this.log.error(reason);
    this.status.failed(message);
    await commands.executeCommand("setContext", "zhupi.running", false);
    const restart = l10n.t("Restart");
    const log = l10n.t("Show log");
    const chosen = await window.showErrorMessage(message, restart, log);
    if (chosen === restart) await this.restart();
    if (chosen === log) this.log.show();
  }
}

/** Restarts the server when a setting names another program. */
export function restartOnChange(server: Server): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    const names = ["zhupi.path", "zhupi.interpreter"];
    if (names.some((name) => event.affectsConfiguration(name))) void server.restart();
  });
}
