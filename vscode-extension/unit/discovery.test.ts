import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import { discover, environments } from "../src/discovery";
import type { World } from "../src/discovery";

const WORK = "/工作 报告";
const VENV = `${WORK}/.venv/bin/python`;

function world(some: Partial<World> & { files?: string[]; having?: string[] } = {}): World {
  const files = [...(some.files ?? []), ...(some.having ?? [])];
  return {
    path: "",
    interpreter: "",
    folders: [WORK],
    trusted: true,
    home: "/home/me",
    windows: false,
    searchPath: ["/usr/bin", "relative", "/opt/bin"].join(delimiter),
    selected: async () => [],
    exists: async (file) => files.includes(file),
    hasZhupi: async (python) => (some.having ?? []).includes(python),
    ...some,
  };
}

const module = (python: string) => ({
  kind: "found",
  program: { command: python, args: ["-P", "-m", "zhupi", "lsp"] },
});
const program = (command: string) => ({ kind: "found", program: { command, args: ["lsp"] } });

describe("discovery", () => {
  it("takes the path of the settings before all else", async () => {
    const all = { files: ["/我的 程序/zhupi"], having: [VENV, "/usr/bin/python3"] };
    const found = await discover(
      world({ ...all, path: "/我的 程序/zhupi", interpreter: "/usr/bin/python3" }),
    );
    expect(found).toEqual(program("/我的 程序/zhupi"));
  });

  it("does not look on when the path is wrong", async () => {
    const found = await discover(world({ having: [VENV], path: "/gone" }));
    expect(found).toEqual({ kind: "missing", reason: "path", value: "/gone" });
  });

  it.each([
    ["~/bin/zhupi", "/home/me/bin/zhupi"],
    ["tools/zhupi", `${WORK}/tools/zhupi`],
    ["${workspaceFolder}/zhupi", `${WORK}/zhupi`],
    ["zhupi-dev", "/opt/bin/zhupi-dev"],
  ])("understands the path %s", async (path, file) => {
    expect(await discover(world({ files: [file], path }))).toEqual(program(file));
  });

  it("takes the interpreter of the settings, if it has zhupi", async () => {
    const python = "/py/bin/python";
    const interpreter = python;
    expect(await discover(world({ having: [python, VENV], interpreter }))).toEqual(module(python));
    expect(await discover(world({ files: [python], having: [VENV], interpreter }))).toEqual({
      kind: "missing",
      reason: "interpreter",
      value: python,
    });
  });

  it("takes the selected interpreter before that of the workspace", async () => {
    const selected = async () => ["/conda/python", "/selected/python"];
    const found = await discover(world({ having: ["/selected/python", VENV], selected }));
    expect(found).toEqual(module("/selected/python"));
  });

  it("takes .venv, then venv, then PATH", async () => {
    const second = `${WORK}/venv/bin/python`;
    const onPath = "/opt/bin/zhupi";
    const files = [VENV, onPath];
    expect(await discover(world({ files, having: [VENV, second] }))).toEqual(module(VENV));
    expect(await discover(world({ files, having: [second] }))).toEqual(module(second));
    expect(await discover(world({ files }))).toEqual(program(onPath));
  });

  it("runs nothing in a workspace that is not trusted", async () => {
    const untrusted = world({ having: [VENV], trusted: false });
    expect(await environments(untrusted)).toEqual([]);
    expect(await discover(untrusted)).toEqual({ kind: "missing", reason: "nowhere", value: "" });
  });
});
