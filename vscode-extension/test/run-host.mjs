// Runs the tests of test/host inside the extension host of a real VS Code.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extension, inFolder, root, startBrowser, startVscode, workspaceIn } from "./vscode.mjs";

/** VS Code without its native module for log files. */
const NOISE = /Could not locate the bindings file/;
const PATIENCE = 240_000;

const code = await inFolder(async (folder) => {
  const example = readFileSync(join(root, "examples", "述职报告（待改）.docx"));
  const workspace = workspaceIn(join(folder, "工作 报告"), {
    "述职报告 一.docx": example,
    "坏的.docx": "this is no Word file",
  });
  const vscode = await startVscode(join(folder, "state"));
  const browser = await startBrowser(folder);
  try {
    return await run(vscode.origin, workspace, browser);
  } finally {
    await browser.close();
    vscode.stop();
  }
});
process.exit(code === 0 ? 0 : 1);

async function run(origin, workspace, { page, foreign }) {
  const { promise: ended, resolve } = withResolvers();
  await page.exposeFunction("codeAutomationLog", (_type, args) => {
    if (!NOISE.test(String(args[0]))) console.log(...args);
  });
  await page.exposeFunction("codeAutomationExit", resolve);
  const remote = (path) => `vscode-remote://${origin}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(join(extension, "dist", "test", "index.js"))],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  await page.goto(`http://${origin}/?${query}`);
  const timer = setTimeout(() => resolve("timeout"), PATIENCE);
  const code = await ended;
  clearTimeout(timer);
  if (code !== 0 && process.env.ZHUPI_SHOT) await page.screenshot({ path: process.env.ZHUPI_SHOT });
  if (code === "timeout") console.error("The tests did not end.");
  if (foreign.length) console.error("Asked of the network:", foreign);
  return foreign.length ? 1 : code;
}

function withResolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
