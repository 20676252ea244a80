"""The wheel carries exactly the rules that git tracks, and works where it is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IN_WHEEL = "zhupi/_bundled_rules/"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A wheel built the way it is released: through the sdist."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    return wheel


def test_rules_are_those_that_git_tracks(built: Path):
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "rules"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    tracked = {name.removeprefix("rules/") for name in listed.stdout.split("\0") if name}
    with zipfile.ZipFile(built) as wheel:
        carried = {
            name.removeprefix(IN_WHEEL) for name in wheel.namelist() if name.startswith(IN_WHEEL)
        }
    assert carried == tracked


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
