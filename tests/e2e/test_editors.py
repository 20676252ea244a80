"""Real Neovim and Emacs, set up by what docs/editors/README.md says, speak with ``zhupi lsp``."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "editors" / "README.md"
REPORT = "# 报告\n\n𠮷𠮷会议部暑工作。\n"

# In Neovim: what stands under each finding, after opening, after a code action, after typing.
NEOVIM = r"""
vim.cmd("edit report.md")
local function wait(count)
  return vim.wait(20000, function() return #vim.diagnostic.get(0) == count end, 20)
end
local function seen(count)
  local found = { arrived = wait(count), texts = {} }
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, each.lnum, each.lnum + 1, false)[1]
    table.insert(found.texts, line:sub(each.col + 1, each.end_col))
  end
  return found
end
local result = { opened = seen(1) }
local first = assert(vim.diagnostic.get(0)[1], "nothing was found")
local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
local encoding = client.offset_encoding
local params = {
  textDocument = vim.lsp.util.make_text_document_params(0),
  range = {
    start = { line = first.lnum, character = 6 },
    ["end"] = { line = first.lnum, character = 8 },
  },
  context = { diagnostics = {} },
}
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 10000)
for _, action in ipairs(answers[client.id].result) do
  if action.isPreferred then
    vim.lsp.util.apply_workspace_edit(action.edit, encoding)
    break
  end
end
result.corrected = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]
result.after = seen(0)
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "𠮷𠮷又一次部暑。" })
result.typed = seen(1)
local file = io.open("result.json", "w")
file:write(vim.fn.json_encode(result))
file:close()
"""

# In Emacs: the same; without idle timers changes are told by hand.
EMACS = r"""
(setq eglot-sync-connect 20 eglot-connect-timeout 30)
(defun wait-for (count)
  (let ((end (+ (float-time) 20)))
    (while (and (/= count (length (flymake-diagnostics))) (< (float-time) end))
      (flymake-start) (accept-process-output nil 0.05))
    (= count (length (flymake-diagnostics)))))
(defun seen (count)
  (let ((arrived (wait-for count)))
    (list :arrived (if arrived t :json-false)
          :texts (vconcat (mapcar (lambda (each)
            (buffer-substring-no-properties
              (flymake-diagnostic-beg each) (flymake-diagnostic-end each)))
            (flymake-diagnostics))))))
(switch-to-buffer (find-file-noselect "report.md"))
(unless (eglot-managed-p)
  (apply #'eglot--connect (eglot--guess-contact))
  (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode)))
(let* ((opened (seen 1))
       (found (car (flymake-diagnostics)))
       (actions (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
       (preferred (seq-find (lambda (each) (eq t (plist-get each :isPreferred))) actions))
       corrected after typed)
  (eglot--apply-workspace-edit (plist-get preferred :edit))
  (eglot--signal-textDocument/didChange)
  (goto-char (point-min)) (forward-line 2)
  (setq corrected (buffer-substring-no-properties (point) (line-end-position)))
  (setq after (seen 0))
  (goto-char (point-max)) (insert "\n𠮷𠮷又一次部暑。\n")
  (eglot--signal-textDocument/didChange)
  (setq typed (seen 1))
  (let ((coding-system-for-write 'utf-8))
    (with-temp-file "result.json"
      (insert (json-encode (list :opened opened :corrected corrected :after after :typed typed)))))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server)))
"""


def snippet(heading: str, number: int = 0) -> str:
    """A configuration that the page offers, word for word."""
    part = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}")[1].split("\n## ")[0]
    return re.findall(r"^```\w+\n(.*?)^```$", part, re.DOTALL | re.MULTILINE)[number]


def run(folder: Path, *command: str) -> dict[str, Any]:
    """What an editor saw of the report."""
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    programs = folder / "bin"
    programs.mkdir()
    zhupi = programs / "zhupi"
    zhupi.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zhupi "$@"\n', encoding="utf-8")
    zhupi.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    result = folder / "result.json"
    assert result.exists(), f"{done.stdout}\n{done.stderr}"
    return json.loads(result.read_text(encoding="utf-8"))


def follows(seen: dict[str, Any]) -> None:
    """Right places with characters beyond the BMP before them, at each step."""
    assert seen["opened"] == {"arrived": True, "texts": ["部暑"]}
    assert seen["corrected"] == "𠮷𠮷会议部署工作。"
    assert seen["after"]["arrived"] and not seen["after"]["texts"]
    assert seen["typed"] == {"arrived": True, "texts": ["部暑"]}


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"SKIPPED LOUDLY: {name} is missing; run tests/e2e/install.sh")
    return path


def test_neovim(tmp_path: Path):
    neovim = program("nvim")
    words = subprocess.run([neovim, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"v(\d+)\.(\d+)", words)[0]))
    (tmp_path / "init.lua").write_text(snippet("Neovim", 0 if version >= (0, 11) else 1), "utf-8")
    (tmp_path / "test.lua").write_text(NEOVIM, encoding="utf-8")
    command = ["--headless", "-u", "init.lua", "-i", "NONE", "-n"]
    command += ["-c", "luafile test.lua", "-c", "qall!"]
    follows(run(tmp_path, neovim, *command))


def test_emacs(tmp_path: Path):
    emacs = program("emacs")
    for library in ("eglot", "markdown-mode"):
        there = subprocess.run(
            [emacs, "-q", "--batch", "-l", library], capture_output=True, check=False
        )
        if there.returncode:
            pytest.skip(f"SKIPPED LOUDLY: Emacs has no {library}; run tests/e2e/install.sh")
    setting = snippet("Emacs").replace("(add-hook", "(require 'markdown-mode)\n(add-hook")
    (tmp_path / "init.el").write_text(setting, encoding="utf-8")
    (tmp_path / "test.el").write_text(EMACS, encoding="utf-8")
    follows(run(tmp_path, emacs, "-q", "--batch", "-l", "init.el", "-l", "test.el"))
