from zhupi.checks.literals import Word, find_words
from zhupi.model.span import Span


def words_in(text: str, *words: Word) -> list[str]:
    return [span.of(text) for span, _ in find_words(words, text, Span(0, len(text)))]


def test_a_word_is_right_inside_its_contexts():
    word = Word("部暑", ("多部暑期", "部暑假"))
    assert words_in("会议部暑，多部暑期档，三部暑假片，部暑", word) == ["部暑", "部暑"]


def test_a_context_at_the_edge_of_the_text():
    word = Word("部暑", ("甲部暑",))
    assert words_in("部暑", word) == ["部暑"]
    assert words_in("甲部暑", word) == []


def test_of_overlapping_words_the_first_and_longest_wins():
    assert words_in("再接再励志", Word("再励"), Word("再接再励"), Word("励志")) == ["再接再励"]


def test_spans_count_code_points():
    text = "𠮷😀部暑"
    assert [span for span, _ in find_words((Word("部暑"),), text, Span(0, 4))] == [Span(2, 4)]


def test_only_the_given_part_is_searched():
    text = "部暑。部暑"
    assert [span for span, _ in find_words((Word("部暑"),), text, Span(2, 5))] == [Span(3, 5)]
