"""Files of one template have the same styles byte for byte, which are worked out once."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.word_files import word, zipped
from zhupi import UserError, read
from zhupi.formats import Limits, ReadOptions
from zhupi.formats.docx.budget import Budget
from zhupi.formats.docx.shelf import Kept, Shelf

_BODY = '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
_STYLES = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading {level}"/></w:style>'


def _file(text: str, level: int) -> bytes:
    styles = _STYLES.format(level=level)
    return zipped(word(_BODY.format(style="a", text=text), related={"styles": styles}))


def _levels(raw: bytes) -> list[int]:
    return [block.level for block in read(raw, "a.docx").blocks]


def _an_hour_later(raw: bytes) -> bytes:
    later = BytesIO()
    with ZipFile(BytesIO(raw)) as archive, ZipFile(later, "w", ZIP_DEFLATED) as copy:
        for info in archive.infolist():
            changed = ZipInfo(info.filename, (2026, 1, 1, 1, 0, 0))
            copy.writestr(changed, archive.read(info), info.compress_type)
    return later.getvalue()


def test_each_file_has_its_own_styles():
    for _ in range(2):
        assert _levels(_file("甲", 1)) == [1]
        assert _levels(_file("乙", 2)) == [2]
        assert _levels(_file("丙", 1)) == [1]


def test_what_is_the_same_is_read_once(monkeypatch: pytest.MonkeyPatch):
    inflated: list[str] = []
    inflate = Budget.inflate

    def noted(self, archive, info):
        inflated.append(info.filename)
        return inflate(self, archive, info)

    for _ in range(2):  # what comes once is not kept
        read(_file("甲", 3), "a.docx")
    monkeypatch.setattr(Budget, "inflate", noted)
    for number in range(3):
        read(_an_hour_later(_file(f"第{number}份", 3)), "a.docx")
    assert inflated == ["word/document.xml"] * 3


def test_what_is_known_counts_to_the_limits():
    raw = _file("甲", 4)
    for _ in range(3):
        read(raw, "a.docx")
    with ZipFile(BytesIO(raw)) as archive:
        before = b"".join(archive.read(n) for n in archive.namelist() if n[0] != "[")
        styles = archive.read("word/styles.xml")
    before = before.replace(styles, b"")
    total, markup = len(before), before.count(b"<") + before.count(b"=")
    for limits in (Limits(total=total + 100), Limits(markup=markup + 10)):
        with pytest.raises(UserError, match=r"(?s)styles\.xml .*limit (total|markup)"):
            read(raw, "a.docx", ReadOptions(limits=limits))


def _kept(record: bytes, size: int = 1) -> Kept:
    return Kept(record, size, 0, record)


def test_what_is_said_of_a_part_does_not_make_it_the_same():
    shelf = Shelf(1 << 20)
    shelf.put("styles.xml, CRC 1", _kept(b"a"))
    assert shelf.get("styles.xml, CRC 1", b"a") is None  # it came once
    shelf.put("styles.xml, CRC 1", _kept(b"a"))
    assert shelf.get("styles.xml, CRC 1", b"b") is None
    assert shelf.get("styles.xml, CRC 2", b"a") is None
    assert shelf.get("styles.xml, CRC 1", b"a") == _kept(b"a")
    shelf.put("styles.xml, CRC 1", _kept(b"b"))
    assert shelf.get("styles.xml, CRC 1", b"b") == _kept(b"b")


def test_so_much_is_kept_and_no_more():
    shelf = Shelf(100_000)
    for number in [*range(100), *range(100), *"abcd"]:
        shelf.put(number, _kept(b"small"))
    assert sum(shelf.get(number, b"small") is not None for number in range(100)) == 24
    shelf.put("a", _kept(b"a", 60_000))
    shelf.put("b", _kept(b"b", 30_000))
    assert shelf.get("a", b"a")
    shelf.put("c", _kept(b"c", 30_000))
    assert shelf.get("b", b"b") is None and shelf.get("a", b"a") and shelf.get("c", b"c")
    for large in (_kept(b"d", 100_001), _kept(b"d" * 100_001)):
        shelf.put("d", large)
        assert shelf.get("d", large.record) is None


def test_what_is_refused_is_refused_again():
    styles = '<!DOCTYPE x [<!ENTITY a "b">]><w:styles/>'
    parts = word(_BODY.format(style="a", text="甲"), related={"styles": _STYLES})
    (name,) = (name for name in parts if name.endswith("styles.xml"))
    for _ in range(2):
        with pytest.raises(UserError, match="DOCTYPE"):
            read(zipped(parts | {name: styles}), "a.docx")
        with pytest.raises(UserError, match="XML"):
            read(zipped(parts | {name: "<w:styles>"}), "a.docx")
