// Bundles the extension, the page that shows Word files, and the tests of the extension host.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
};

const bundles = [
  {
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...common,
    entryPoints: ["src/view/main.ts"],
    outfile: "dist/view.js",
    platform: "browser",
    format: "iife",
  },
];
if (!production) {
  bundles.push({
    ...common,
    entryPoints: ["test/host/index.ts"],
    outfile: "dist/test/index.js",
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
  });
}

rmSync(join(root, "dist"), { recursive: true, force: true });
copyPictures();
if (watch) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
}

/** The pictures of the documentation are those of the walkthrough. */
function copyPictures() {
  const from = join(root, "..", "docs", "images");
  const to = join(root, "media", "pictures");
  mkdirSync(to, { recursive: true });
  if (!existsSync(from)) return;
  for (const name of readdirSync(from).filter((each) => each.startsWith("vscode-"))) {
    cpSync(join(from, name), join(to, name));
  }
}
