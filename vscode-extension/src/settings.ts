/** The settings that the server wants to know, as they are when it starts. */
import { workspace } from "vscode";

const OF_THE_CLIENT = new Set(["path", "interpreter", "offerWordEditor", "trace"]);

export function settingsForServer(): Record<string, unknown> {
  const all = workspace.getConfiguration().get<Record<string, unknown>>("zhupi", {});
  return Object.fromEntries(Object.entries(all).filter(([name]) => !OF_THE_CLIENT.has(name)));
}
