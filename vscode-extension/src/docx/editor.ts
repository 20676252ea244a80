/** Shows Word files with what was found in them; they are not edited here. */
import { Uri, window } from "vscode";
import type {
  CustomDocument,
  CustomReadonlyEditorProvider,
  Disposable,
  ExtensionContext,
  WebviewPanel,
} from "vscode";
import type { Server } from "../server";
import { page } from "./page";
import { WordView } from "./wordView";

export const VIEW_TYPE = "zhupi.docx";

export function registerWordEditor(context: ExtensionContext, server: Server): Disposable {
  return window.registerCustomEditorProvider(
    VIEW_TYPE,
    new WordEditor(context.extensionUri, server),
    {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { retainContextWhenHidden: true, enableFindWidget: true },
    },
  );
}

class WordEditor implements CustomReadonlyEditorProvider {
  constructor(
    private readonly extension: Uri,
    private readonly server: Server,
  ) {}

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        Uri.joinPath(this.extension, "dist"),
        Uri.joinPath(this.extension, "media"),
      ],
    };
    const view = new WordView(uri, panel, this.server);
    panel.onDidDispose(() => view.dispose());
    panel.webview.html = page(panel.webview, this.extension);
  }
}
