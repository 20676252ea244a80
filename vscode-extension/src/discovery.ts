/** Finds the program that is the language server. Knows nothing of VS Code, so that it can be tested. */
import { delimiter, isAbsolute, join } from "node:path";

export interface Program {
  command: string;
  args: string[];
}

export interface Found {
  kind: "found";
  program: Program;
}

export interface Missing {
  kind: "missing";
  /** The setting that points at nothing, or "nowhere" when no setting says anything. */
  reason: "path" | "interpreter" | "nowhere";
  value: string;
}

/** What the search needs to know. */
export interface World {
  path: string;
  interpreter: string;
  /** Paths of the workspace's folders. */
  folders: readonly string[];
  /** Whether programs in the workspace may be run. */
  trusted: boolean;
  home: string;
  windows: boolean;
  searchPath: string;
  /** The interpreters that the Python extension has selected, best first. */
  selected(): Promise<readonly string[]>;
  exists(file: string): Promise<boolean>;
  /** Whether this interpreter can import zhupi. */
  hasZhupi(python: string): Promise<boolean>;
}

export async function discover(world: World): Promise<Found | Missing> {
  if (world.path.trim()) {
    const command = await resolved(world.path.trim(), world);
    return command
      ? found({ command, args: ["lsp"] })
      : { kind: "missing", reason: "path", value: world.path };
  }
  if (world.interpreter.trim()) {
    const python = await resolved(world.interpreter.trim(), world);
    return python && (await world.hasZhupi(python))
      ? found(asModule(python))
      : { kind: "missing", reason: "interpreter", value: world.interpreter };
  }
  for (const python of await environments(world)) {
    if (await world.hasZhupi(python)) return found(asModule(python));
  }
  const command = await onPath("zhupi", world);
  return command
    ? found({ command, args: ["lsp"] })
    : { kind: "missing", reason: "nowhere", value: "" };
}

/** Interpreters that belong to the workspace, best first; also those without zhupi. */
export async function environments(world: World): Promise<string[]> {
  const all = [...(await world.selected())];
  const inside = world.windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  for (const folder of world.trusted ? world.folders : []) {
    for (const name of [".venv", "venv"]) {
      const python = join(folder, name, ...inside);
      if (!all.includes(python) && (await world.exists(python))) all.push(python);
    }
  }
  return all;
}

/** `-P`: a folder of the workspace that is called zhupi is not what is imported. */
function asModule(python: string): Program {
  return { command: python, args: ["-P", "-m", "zhupi", "lsp"] };
}

function found(program: Program): Found {
  return { kind: "found", program };
}

/** The file that a setting means: absolute, below ~ or the first folder, or a name on PATH. */
async function resolved(value: string, world: World): Promise<string | undefined> {
  const folder = world.folders[0];
  let path = value.replace(/^~(?=$|[/\\])/, () => world.home);
  if (folder) path = path.replaceAll("${workspaceFolder}", folder);
  if (!/[/\\]/.test(path)) return onPath(path, world);
  if (!isAbsolute(path)) {
    if (!folder) return undefined;
    path = join(folder, path);
  }
  return (await world.exists(path)) ? path : undefined;
}

async function onPath(name: string, world: World): Promise<string | undefined> {
  const names = world.windows && !/\.exe$/i.test(name) ? [`${name}.exe`] : [name];
  for (const folder of world.searchPath.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const each of names) {
      const file = join(folder, each);
      if (await world.exists(file)) return file;
    }
  }
  return undefined;
}
