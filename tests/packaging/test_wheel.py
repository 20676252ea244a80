"""The wheel carries what the program needs and nothing else, and works where it is installed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.building import ROOT, build, metadata, names

IN_WHEEL = "zhupi/_bundled_rules/"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))


def tracked(folder: str) -> set[str]:
    """The files of a folder of the checkout that git knows or would add, relative to it."""
    command = ["git", "-C", ROOT / folder, "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run(
        [*command, "--exclude-standard"], check=True, capture_output=True, text=True
    )
    return {name for name in listed.stdout.split("\0") if name}


def test_it_holds_the_package_the_rules_and_the_licence(built: Path):
    licences = {f"licenses/{name}" for name in ("LICENSE", "NOTICE")}
    about = licences | {"METADATA", "RECORD", "WHEEL", "entry_points.txt"}
    expected = {
        *(f"zhupi/{name}" for name in tracked("linters/zhupi")),
        *(f"{IN_WHEEL}{name}" for name in tracked("rules")),
        *(f"{built.name.removesuffix('-py3-none-any.whl')}.dist-info/{name}" for name in about),
    }
    assert names(built) == expected
    assert "zhupi/py.typed" in expected


def test_the_sdist_makes_the_same_wheel_as_the_checkout(built: Path, tmp_path: Path):
    assert build(tmp_path, "--wheel").read_bytes() == built.read_bytes()


def test_a_package_index_takes_it(built: Path):
    (source,) = built.parent.glob("*.tar.gz")
    command = [sys.executable, "-m", "twine", "check", "--strict", built, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_description_has_no_link_that_is_dead_away_from_the_checkout(built: Path):
    text = metadata(built).get_payload()
    assert "A linter for Chinese official prose" in text
    assert re.findall(r"\]\((?!https?:)[^)]*\)", text) == []


def test_the_wheel_checks_a_report_away_from_the_checkout(built: Path, tmp_path: Path):
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", site, built]
    subprocess.run(pip, check=True, capture_output=True)
    (tmp_path / "a.md").write_text("会议部暑。")
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import zhupi; "
        f"assert zhupi.__file__.startswith({str(site)!r}); "
        "from zhupi.cli import main; sys.exit(main(['check', 'a.md']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "typo/word" in done.stdout
