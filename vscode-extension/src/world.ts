/** What the search for the server needs to know, asked of VS Code and the machine. */
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { extensions, workspace } from "vscode";
import type { World } from "./discovery";

const PATIENCE = 20_000; // milliseconds for an interpreter to answer
const QUESTION =
  "import importlib.util as util, sys; sys.exit(0 if util.find_spec('zhupi') else 1)";

interface PythonApi {
  environments?: {
    getActiveEnvironmentPath(resource?: unknown): { path: string } | undefined;
    resolveEnvironment(
      path: unknown,
    ): Promise<{ executable: { uri?: { fsPath: string } } } | undefined>;
    onDidChangeActiveEnvironmentPath(listener: () => void): { dispose(): void };
  };
}

export function currentWorld(): World {
  const settings = workspace.getConfiguration("zhupi");
  return {
    path: settings.get("path", ""),
    interpreter: settings.get("interpreter", ""),
    folders: (workspace.workspaceFolders ?? [])
      .filter((folder) => folder.uri.scheme === "file")
      .map((folder) => folder.uri.fsPath),
    trusted: workspace.isTrusted,
    home: homedir(),
    windows: process.platform === "win32",
    searchPath: process.env["PATH"] ?? "",
    selected,
    exists,
    hasZhupi,
  };
}

/** Calls back when another interpreter is selected. */
export async function onInterpreterChange(listener: () => void): Promise<{ dispose(): void }> {
  const api = await pythonApi();
  return api?.environments?.onDidChangeActiveEnvironmentPath(listener) ?? { dispose: () => {} };
}

async function selected(): Promise<string[]> {
  const environments = (await pythonApi())?.environments;
  if (!environments) return [];
  const pythons: string[] = [];
  for (const folder of workspace.workspaceFolders ?? [undefined]) {
    try {
      const active = environments.getActiveEnvironmentPath(folder?.uri);
      const environment = active && (await environments.resolveEnvironment(active));
      const python = environment?.executable.uri?.fsPath;
      if (python && !pythons.includes(python)) pythons.push(python);
    } catch {
      // Another extension's fault is not ours: look on elsewhere.
    }
  }
  return pythons;
}

async function pythonApi(): Promise<PythonApi | undefined> {
  const extension = extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return undefined;
  try {
    return await extension.activate();
  } catch {
    return undefined;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

function hasZhupi(python: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(python, ["-P", "-c", QUESTION], { timeout: PATIENCE, windowsHide: true }, (error) =>
      resolve(!error),
    );
  });
}
