"""The extension of VS Code: its unit tests, its package, and a real VS Code that runs it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "vscode-extension"
VSCODE = ROOT / ".cache" / "vscode"
PICTURES = ("squiggle", "problems", "quick-fix", "docx", "outline")


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    if shutil.which("npm") is None or not (FOLDER / "node_modules").is_dir():
        pytest.skip("SKIPPED LOUDLY: npm or vscode-extension/node_modules is missing")


@pytest.fixture(scope="module")
def package(_node) -> Path:
    """The extension as people install it."""
    for old in FOLDER.glob("*.vsix"):
        old.unlink()
    npm("run", "package")
    [file] = FOLDER.glob("*.vsix")
    return file


@pytest.fixture
def _vscode() -> None:
    if not any(VSCODE.glob(".complete-*")):
        pytest.skip("SKIPPED LOUDLY: VS Code is missing; the extension runs in no editor")
    if shutil.which("chromium") is None:
        pytest.skip("SKIPPED LOUDLY: chromium is missing; nobody looks at VS Code")


def npm(*words: str) -> str:
    return run("npm", "--silent", *words)


def run(*words: str) -> str:
    environment = {**os.environ, "ZHUPI_PYTHON": sys.executable}
    if chromium := shutil.which("chromium"):
        environment["CHROMIUM"] = chromium
    done = subprocess.run(
        words,
        check=False,
        cwd=FOLDER,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-4000:]
    return done.stdout


def test_its_source_has_the_right_types_and_layout():
    npm("run", "check")


def test_its_units():
    assert "passed" in npm("run", "unit")


def test_the_lock_file_names_no_host():
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    assert not [name for name, each in lock["packages"].items() if "resolved" in each]


def test_the_package_holds_what_it_needs_and_nothing_else(package):
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        readme = archive.read("extension/readme.md").decode("utf-8")
        manifest = json.loads(archive.read("extension/package.json"))
    tops = {name.split("/")[1] for name in names if name.startswith("extension/")}
    assert not tops & {"src", "test", "unit", "node_modules"}
    assert {"extension/dist/extension.js", "extension/dist/view.js"} <= names
    assert "extension/dist/ThirdPartyNotices.txt" in names
    pictures = {f"media/pictures/vscode-{name}.png" for name in PICTURES}
    assert {f"extension/{name}" for name in pictures} <= names
    assert all(name in readme for name in pictures)
    engine, client = manifest["contributes"]["configuration"]
    assert engine["properties"] and client["properties"]
    assert package.stat().st_size < 2_000_000


def test_it_works_in_the_extension_host(_vscode):
    assert "passing" in npm("run", "host")


def test_it_is_used_as_people_do(_vscode, package, tmp_path):
    run("node", "test/run-ui.mjs", str(tmp_path))
    for name in PICTURES:
        assert (tmp_path / f"vscode-{name}.png").stat().st_size < 250_000
