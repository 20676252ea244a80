/** Documents that are in no file: shown, not edited. */
import { EventEmitter, Uri, workspace } from "vscode";
import type { Disposable, TextDocumentContentProvider } from "vscode";

export class Pages implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registered: Disposable;
  readonly onDidChange = this.changed.event;

  constructor(readonly scheme: string) {
    this.registered = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** The address of a page with this text; one that is open already shows the new text. */
  put(path: string, text: string, query = ""): Uri {
    const uri = Uri.from({ scheme: this.scheme, path: `/${path}`, query });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
