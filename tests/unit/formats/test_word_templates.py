"""Files of one template have the same styles byte for byte, which are worked out once."""

import pytest

from tests.word_files import word, zipped
from zhupi import UserError, read
from zhupi.formats.docx import package, stories

_BODY = '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
_STYLES = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading {level}"/></w:style>'


def _file(text: str, level: int) -> bytes:
    styles = _STYLES.format(level=level)
    return zipped(word(_BODY.format(style="a", text=text), related={"styles": styles}))


def _levels(raw: bytes) -> list[int]:
    return [block.level for block in read(raw, "a.docx").blocks]


def test_each_file_has_its_own_styles():
    for _ in range(2):
        assert _levels(_file("甲", 1)) == [1]
        assert _levels(_file("乙", 2)) == [2]
        assert _levels(_file("丙", 1)) == [1]


def test_what_is_the_same_is_parsed_once():
    read(_file("甲", 3), "a.docx")
    before = package._parse_once.cache_info().misses, stories._definitions.cache_info().misses
    for number in range(3):
        read(_file(f"第{number}份", 3), "a.docx")
    after = package._parse_once.cache_info().misses, stories._definitions.cache_info().misses
    assert after == before


def test_what_is_refused_is_refused_again():
    styles = '<!DOCTYPE x [<!ENTITY a "b">]><w:styles/>'
    parts = word(_BODY.format(style="a", text="甲"), related={"styles": _STYLES})
    (name,) = (name for name in parts if name.endswith("styles.xml"))
    for _ in range(2):
        with pytest.raises(UserError, match="DOCTYPE"):
            read(zipped(parts | {name: styles}), "a.docx")
        with pytest.raises(UserError, match="XML"):
            read(zipped(parts | {name: "<w:styles>"}), "a.docx")
