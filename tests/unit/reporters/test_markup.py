from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from zhupi.reporters.markup import clean, element, written


def test_what_xml_cannot_hold_is_taken_out():
    assert clean("a\x00\x0b\x1b\ufffe\uffffb\t\n😀\ud800") == "ab\t\n😀\ufffd"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_comes_back_but_for_that(text: str):
    made = etree.fromstring(written(element("a", {"b": text}, text=text)))
    assert made.get("b") == clean(text)
    # Readers of XML make every line end a line feed.
    assert (made.text or "") == clean(text).replace("\r\n", "\n").replace("\r", "\n")
