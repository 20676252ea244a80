"""Of the forms of a text the latest is remembered."""

from zhupi.model.identity import forget, latest

asked: list[str] = []


@latest
def upper(text: str) -> str:
    asked.append(text)
    return text.upper()


@latest
def length(text: str) -> int:
    asked.append(text)
    return len(text)


def test_it_is_asked_for_once():
    asked.clear()
    assert [upper("ab"), upper("a" + "b"), upper("ab")] == ["AB"] * 3
    assert asked == ["ab"]


def test_another_form_or_text_takes_its_place():
    forget()
    asked.clear()
    assert (upper("ab"), length("ab")) == ("AB", 2)
    assert (length("abc"), length("abc"), upper("ab")) == (3, 3, "AB")
    assert asked == ["ab", "ab", "abc", "ab"]
    forget()
    upper("ab")
    assert asked[-1] == "ab"
    assert len(asked) == 5
