"""Rules that are kept from run to run."""

import os
import pickle
import sys
from pathlib import Path

import pytest

from zhupi import lint_bytes
from zhupi.errors import BadRule, UserError
from zhupi.rulepacks import kept, plugins
from zhupi.rulepacks.kept import kept_ruleset

REPORT = Path(__file__).parents[2] / "documents" / "faulty" / "report.md"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ZHUPI_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def built(monkeypatch) -> list[object]:
    """One entry for each time that rules are built."""
    times: list[object] = []
    build = plugins.load_ruleset

    def counted(packs=()):
        times.append(packs)
        return build(packs)

    monkeypatch.setattr(plugins, "load_ruleset", counted)
    return times


def test_rules_are_built_once_and_find_the_same(ruleset, built):
    for _ in range(2):
        again = kept_ruleset(())
        assert again == ruleset
        assert lint_bytes(REPORT.read_bytes(), "a.md", again) == lint_bytes(
            REPORT.read_bytes(), "a.md", ruleset
        )
    assert len(built) == 1


def test_a_pack_that_changes_is_built_anew(tmp_path, built):
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: mine\ntitle: 我的\ntitle-en: mine\n")
    rule = (
        "check: literal\nwords: [{0}]\nmessage: 有{{match}}\nmessage-en: it has {{match}}\n"
        "severity: error\nstrength: 实务\nsource: 无\nwhy: 无\nwhy-en: none\n"
        "examples:\n  - bad: {0}\n    at: '1:1'\n  - good: 丙\n"
    )
    for word in ("甲", "乙"):
        (pack / "word.yaml").write_text(rule.format(word))
        os.utime(pack / "word.yaml", ns=(0, ord(word)))  # both have the same size
        found = lint_bytes(f"{word}。".encode(), "a.txt", kept_ruleset((pack,)))
        assert [each.message for each in found] == [f"有{word}"]
    assert len(built) == 2
    (pack / "word.yaml").write_text("check: nothing")
    for _ in range(2):  # what is wrong is told each time
        with pytest.raises(BadRule):
            kept_ruleset((pack,))


@pytest.mark.parametrize("damage", [b"", b"\0" * 64, None])
def test_a_damaged_file_is_made_anew(folder, built, ruleset, damage):
    kept_ruleset(())
    (file,) = folder.glob("rules-*.pickle")
    whole = file.read_bytes()
    file.write_bytes(whole[:20_000] if damage is None else damage)
    assert kept_ruleset(()) == ruleset
    assert kept_ruleset(()) == ruleset
    assert len(built) == 2
    assert file.stat().st_size == len(whole)


def test_damage_that_is_seen_late_is_told_and_gone_the_next_time(folder, built, ruleset):
    kept_ruleset(())
    (file,) = folder.glob("rules-*.pickle")
    whole = file.read_bytes()
    head = kept._HEAD + int.from_bytes(whole[: kept._HEAD], "little")
    file.write_bytes(whole[:head] + b"\xff" * (len(whole) - head))
    with pytest.raises(UserError, match="run it again"):
        lint_bytes(REPORT.read_bytes(), "a.md", kept_ruleset(()))
    assert kept_ruleset(()) == ruleset
    assert len(built) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_others_may_write_to_is_not_read(folder, built, what):
    kept_ruleset(())
    (file,) = folder.glob("rules-*.pickle")
    assert file.stat().st_mode & 0o777 == 0o600
    (folder if what == "folder" else file).chmod(0o777)
    kept_ruleset(())
    assert len(built) == 2


class _Evil:
    def __init__(self, work) -> None:
        self._work = work

    def __reduce__(self):
        return self._work


@pytest.mark.parametrize(
    "work",
    [
        (os.system, ("touch {0}",)),
        (eval, ("open({0!r}, 'w')",)),
        (Path.touch, (Path("{0}"),)),
        (kept.write_whole, (Path("{0}"), b"")),  # ours, and no value
    ],
)
def test_a_file_cannot_make_anything_but_values(tmp_path, folder, built, ruleset, work):
    trace = tmp_path / "trace"
    kept_ruleset(())
    (file,) = folder.glob("rules-*.pickle")
    call, arguments = work
    arguments = tuple(
        type(each)(str(each).format(str(trace))) if isinstance(each, str | Path) else each
        for each in arguments
    )
    raw = pickle.dumps(_Evil((call, arguments)))
    file.write_bytes(len(raw).to_bytes(kept._HEAD, "little") + raw)
    assert kept_ruleset(()) == ruleset
    assert len(built) == 2 and not trace.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path, monkeypatch, ruleset):
    (tmp_path / "file").touch()
    monkeypatch.setenv("ZHUPI_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert kept_ruleset(()) == ruleset


def test_old_files_go(folder, tmp_path):
    kept_ruleset(())
    for number in range(10):
        old = folder / f"rules-{number}.pickle"
        old.touch()
        os.utime(old, (number, number))
    (folder / "results.sqlite3").touch()
    (folder / ".rules-0.pickle.now").touch()  # somebody writes it
    (folder / ".rules-0.pickle.old").touch()
    os.utime(folder / ".rules-0.pickle.old", (0, 0))
    (tmp_path / "mine").mkdir()
    kept_ruleset((tmp_path / "mine",))
    names = {file.name for file in folder.glob("rules-*.pickle")}
    assert len(names) == kept._MOST_FILES
    assert "rules-9.pickle" in names and "rules-0.pickle" not in names
    assert (folder / "results.sqlite3").exists()
    assert [file.name for file in folder.glob(".rules-*")] == [".rules-0.pickle.now"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
def test_nothing_is_written_where_it_would_not_be_read(folder):
    folder.mkdir()
    folder.chmod(0o777)
    kept_ruleset(())
    assert not list(folder.iterdir())


def test_a_run_with_kept_rules_imports_neither_yaml_nor_checks_that_do_not_run(folder):
    import subprocess

    code = (
        "import sys; from zhupi.rulepacks.kept import kept_ruleset; kept_ruleset(()); "
        "print([name for name in sys.modules if name == 'yaml' or name.startswith('zhupi.checks.')])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert "yaml" in outputs[0] and "zhupi.checks.boilerplate" in outputs[0]
    assert "yaml" not in outputs[1] and "boilerplate" not in outputs[1]


def test_what_cannot_be_read_again_is_not_kept(folder, built, monkeypatch):
    """A plug-in may name a check that lives in another package than it does itself."""
    monkeypatch.setattr(kept, "plugin_modules", lambda _: {"front"})
    monkeypatch.setattr(kept._Unpickler, "find_class", _refuse)
    for _ in range(2):
        assert lint_bytes("部暑".encode(), "a.txt", kept_ruleset(()))
    assert len(built) == 2 and not list(folder.glob("rules-*"))


def _refuse(_self, module, _name):
    raise pickle.UnpicklingError(module)


def test_another_version_of_a_library_makes_them_anew(tmp_path, built, monkeypatch):
    """Compiled patterns are kept in a form that is only for the regex that made them."""
    monkeypatch.syspath_prepend(tmp_path)
    for version in ("1", "2", "2"):
        for old in tmp_path.glob("regex-*"):
            old.rmdir()
        (tmp_path / f"regex-{version}.dist-info").mkdir()
        kept_ruleset(())
    assert len(built) == 2
