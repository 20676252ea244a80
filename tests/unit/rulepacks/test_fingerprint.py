"""What tells that program or rules are not what they were."""

import os
import sys
from pathlib import Path

import pytest

from zhupi.rulepacks.fingerprint import _installed, fingerprint
from zhupi.version import VERSION


def _pack(folder: Path, text: str, seconds: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").touch()
    (folder / "rule.yaml").write_text(text)
    os.utime(folder / "rule.yaml", (seconds, seconds))
    return folder


def test_a_pack_is_what_stands_in_it(tmp_path: Path):
    first = fingerprint([_pack(tmp_path / "a", "one", 1)])
    assert fingerprint([_pack(tmp_path / "a", "one", 2)]) == first  # checked out anew
    assert fingerprint([_pack(tmp_path / "a", "two", 1)]) != first
    (tmp_path / "a" / "more.tsv").touch()
    assert fingerprint([tmp_path / "a"]) != first
    assert fingerprint([tmp_path / "nothing"]) == fingerprint([tmp_path / "nothing"])


def test_an_installed_program_is_what_its_record_says(tmp_path: Path):
    package = tmp_path / "zhupi"
    assert _installed(package) == ""  # a checkout
    record = tmp_path / f"zhupi-{VERSION}.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("zhupi/__init__.py,sha256=a,1\n")
    first = _installed(package)
    os.utime(record, (1, 1))
    assert _installed(package) == first != ""
    record.write_text("zhupi/__init__.py,sha256=b,1\n")
    assert _installed(package) != first


def test_a_library_of_another_version_tells(tmp_path: Path, monkeypatch):
    first = fingerprint([])
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "some_thing-1.0.dist-info").mkdir()
    assert fingerprint([]) == first
    (tmp_path / "regex-1.0.dist-info").mkdir()
    assert fingerprint([]) != first


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise there")
def test_links_in_a_pack_lead_round_in_no_circle(tmp_path: Path):
    pack = _pack(tmp_path / "a", "one", 1)
    first = fingerprint([pack])
    (pack / "up").symlink_to("..")
    (pack / "loop").symlink_to("loop")
    (pack / "nowhere").symlink_to("missing")
    assert fingerprint([pack]) == first
    _pack(tmp_path / "b", "two", 1)
    (pack / "b").symlink_to("../b")
    assert fingerprint([pack]) != first


def test_of_a_folder_only_the_packs_are_read(tmp_path: Path, monkeypatch):
    _pack(tmp_path / "mine", "one", 1)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "large.docx").touch()
    first = fingerprint([tmp_path])
    (tmp_path / "reports" / "more.docx").touch()
    (tmp_path / "notes.md").touch()
    (tmp_path / "mine" / "deeper").mkdir()
    assert fingerprint([tmp_path]) == first
    _pack(tmp_path / "other", "two", 1)
    assert fingerprint([tmp_path]) != first
