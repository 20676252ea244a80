import { expect, it, vi } from "vitest";

vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));

it("quotes interpreters whose path has blanks", async () => {
  const { installCommand } = await import("../src/missing.js");
  expect(installCommand("/工作 报告/.venv/bin/python", false)).toBe(
    '"/工作 报告/.venv/bin/python" -m pip install zhupi',
  );
  expect(installCommand("C:\\工作 报告\\python.exe", true)).toBe(
    '& "C:\\工作 报告\\python.exe" -m pip install zhupi',
  );
  expect(installCommand(undefined, false)).toMatch(/^python3 -m venv \.venv && /);
});
