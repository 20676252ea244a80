import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(__dirname, "..");
const json = (name: string) =>
  JSON.parse(readFileSync(join(root, name), "utf8")) as Record<string, string>;

describe("both languages", () => {
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const keys = new Set([...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!));

  it.each(["package.nls.json", "package.nls.zh-cn.json"])("%s has what is contributed", (name) => {
    expect(Object.keys(json(name)).sort()).toEqual([...keys].sort());
  });

  it("have every sentence of the program", () => {
    const used = new Set<string>();
    for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const source = readFileSync(join(root, "src", file), "utf8");
      const calls = source.match(/l10n\.t\(/g) ?? [];
      const literals = [...source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)];
      expect(literals, `${file}: l10n.t takes a literal`).toHaveLength(calls.length);
      for (const [, literal] of literals) used.add(JSON.parse(literal!) as string);
    }
    expect(Object.keys(json("l10n/bundle.l10n.zh-cn.json")).sort()).toEqual([...used].sort());
  });

  it("have the same places to fill in", () => {
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
    for (const [english, chinese] of Object.entries(json("l10n/bundle.l10n.zh-cn.json"))) {
      expect(places(chinese), english).toEqual(places(english));
    }
  });

  it("have pictures and pages that exist", () => {
    for (const name of ["package.nls.json", "package.nls.zh-cn.json"]) {
      const media = Object.entries(json(name)).filter(([key]) => key.endsWith(".media"));
      expect(media.length).toBeGreaterThan(0);
      for (const [, file] of media) expect(() => readFileSync(join(root, file))).not.toThrow();
    }
  });
});
