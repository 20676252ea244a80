/** What the extension host runs: all suites, with mocha. */
import type MochaClass from "mocha";
import { documents } from "./suite/documents";
import { program } from "./suite/program";
import { word } from "./suite/word";

export async function run(): Promise<void> {
  const module = (await import("mocha")) as unknown as { default?: typeof MochaClass };
  const Mocha = module.default ?? (module as unknown as typeof MochaClass);
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: "spec", color: false });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const define of [documents, word, program]) define();
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
