// A real VS Code (its server and web workbench) and a Chromium that looks at it.
import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const extension = join(dirname(fileURLToPath(import.meta.url)), "..");
export const root = join(extension, "..");
const vscode = process.env.VSCODE_SERVER ?? join(root, ".cache", "vscode");
const NEVER_ASK = ["--accept-server-license-terms", "--disable-telemetry", "--telemetry-level=off"];

/** The Python that has zhupi. */
export const python =
  process.env.ZHUPI_PYTHON ??
  [join(root, ".venv", "bin", "python")].find((each) => existsSync(each)) ??
  "python3";

/** What the server of the tests inherits: zhupi from this checkout. */
const environment = {
  ...process.env,
  EXTENSIONS_GALLERY: "{}",
  PYTHONPATH: [process.env.PYTHONPATH, join(root, "linters")].filter(Boolean).join(delimiter),
};

/** Without the server every test would wait in vain. */
function needServer() {
  try {
    execFileSync(python, ["-c", "import zhupi.lsp.server"], { env: environment, stdio: "pipe" });
  } catch (error) {
    throw new Error(`${python} cannot run the server; set ZHUPI_PYTHON. ${error.stderr}`);
  }
}

export function workspaceIn(folder, files, settings = {}) {
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  const all = { "zhupi.interpreter": python, "workbench.startupEditor": "none", ...settings };
  writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify(all, null, 2));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Runs `use` with an empty folder that is removed afterwards. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "zhupi-vscode-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A running VS Code whose memory is `state`; `vsix` is installed first. */
export async function startVscode(state, { vsix } = {}) {
  needServer();
  const main = join(vscode, "out", "server-main.js");
  if (!existsSync(main))
    throw new Error(`There is no VS Code in ${vscode}: run tests/e2e/install.sh`);
  const places = [
    "--server-data-dir",
    state,
    "--user-data-dir",
    join(state, "data"),
    "--extensions-dir",
    join(state, "ext"),
  ];
  mkdirSync(state, { recursive: true });
  const install = ["--install-extension", vsix];
  if (vsix) {
    execFileSync(process.execPath, [main, ...NEVER_ASK, ...places, ...install], {
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
    });
  }
  const port = await freePort();
  const log = openSync(join(state, "server.log"), "w");
  const args = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
  const quiet = ["--disable-workspace-trust", "--disable-update-check"];
  const server = spawn(process.execPath, [main, ...args, ...NEVER_ASK, ...quiet, ...places], {
    env: environment,
    stdio: ["ignore", log, log],
  });
  const origin = `127.0.0.1:${port}`;
  await until(async () => {
    if (server.exitCode !== null) throw new Error(readFileSync(join(state, "server.log"), "utf8"));
    return fetch(`http://${origin}/`).then(
      (answer) => answer.ok,
      () => false,
    );
  }, "VS Code answers");
  return { origin, stop: () => server.kill() };
}

/** A page of Chromium that may speak to this machine alone. */
export async function startBrowser(folder, options = {}) {
  const context = await chromium.launchPersistentContext(join(folder, "browser"), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const foreign = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const here = hostname === "127.0.0.1" || hostname.endsWith(".vscode-resource.vscode-cdn.net");
    if (/^(http|ws)s?:$/.test(protocol) && !here) foreign.push(request.url());
  });
  return { page, foreign, close: () => context.close() };
}

export async function until(test, what, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    const result = await test();
    if (result) return result;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
