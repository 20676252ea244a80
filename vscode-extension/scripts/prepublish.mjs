// What `vsce package` packs: the bundles, the README with its pictures inside, the licence, the notices.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

execFileSync(process.execPath, ["scripts/build.mjs", "--production"], {
  cwd: root,
  stdio: "inherit",
});
copyFileSync(join(root, "..", "LICENSE"), join(root, "LICENSE"));
writeFileSync(join(root, "dist", "ThirdPartyNotices.txt"), notices());
const readme = join(root, "dist", "README.md");
writeFileSync(readme, withPictures(readFileSync(join(root, "README.md"), "utf8")));

function withPictures(text) {
  return text.replaceAll("../docs/images/", "media/pictures/");
}

/** The licences of everything that is bundled, found by following the dependencies. */
function notices() {
  const texts = new Map();
  for (const name of ["vscode-languageclient", "docx-preview"]) gather(name, root, texts);
  return [...texts]
    .sort()
    .map(([name, text]) => `${name}\n${"=".repeat(name.length)}\n\n${text}\n`)
    .join("\n");
}

function gather(name, from, texts) {
  let folder = from;
  while (!existsSync(join(folder, "node_modules", name, "package.json"))) {
    if (dirname(folder) === folder) throw new Error(`${name} is not installed`);
    folder = dirname(folder);
  }
  const home = join(folder, "node_modules", name);
  const described = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const title = `${name} ${described.version} (${described.license})`;
  if (texts.has(title)) return;
  const file = readdirSync(home).find((each) => /^licen[cs]e/i.test(each));
  texts.set(title, file ? readFileSync(join(home, file), "utf8").trim() : "See its package.");
  for (const next of Object.keys(described.dependencies ?? {})) gather(next, home, texts);
}
