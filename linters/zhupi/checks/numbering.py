"""``numbering``: numbers without gap or repeat, levels in order, the right mark after a number."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from zhupi.checks.base import BadOption, Hint, Match, Subject, replacement
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.outline import Enumeration, Marker, Section
from zhupi.model.span import Span
from zhupi.numbering.markers import STYLES, renumber
from zhupi.outline.sentences import follows_colon
from zhupi.patterns import late

_FIRST_COUNTED_DEPTH = STYLES["han"].depth
# 第一章 and 第一条 count on through a whole document; 一、（一）1. start anew under each heading.
_THROUGHOUT = frozenset({"part", "chapter", "division", "article"})
_GREATEST_JUMP = 2
# ② and （2） may be references; 二是 after a colon can only be the second of a series.
_WRITTEN_OUT = frozenset({"shi", "yao", "ordinal", "qi"})


class Numbering(NamedTuple):
    """The numbers of headings or of series.

    of: headings (一、（一）1.（1）) or series (一是…二是…)
    fault: sequence (gap or repeat), level (a level is skipped), mark (一， for 一、), style (one
        level is numbered in two ways: 一、 （二） 三、) or single (there is a first and no second)
    """

    of: Literal["headings", "series"]
    fault: Literal["sequence", "level", "mark", "style", "single"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("marker", "expected")

    def find(self, subject: Subject) -> Iterator[Match]:
        yield from _FAULTS[self.of, self.fault](subject)

    def validate(self) -> None:
        if (self.of, self.fault) not in _FAULTS:
            what = Text("系列没有层次和标点之分", "a series has neither levels nor marks")
            raise BadOption("fault", what)


def sequence_breaks(numbers: list[int], start: int = 1) -> Iterator[tuple[int, int]]:
    """Index and expected number of each number that does not follow the one before.

    A single wrong number among right ones is reported once, and so is a gap. A series that starts
    again (1, 2, 3, 1, 2) is a new one, as under the next attachment.
    """
    right = list(range(start, start + len(numbers)))
    if numbers == right:
        return
    if sorted(numbers) == right:
        # All are there: where two changed places, each is told its own.
        yield from ((i, start + i) for i, number in enumerate(numbers) if number != start + i)
        return
    left = Counter(numbers)
    previous = start - 1
    for index, number in enumerate(numbers):
        left[number] -= 1
        expected = previous + 1
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        starts_again = number == 1 and previous > 1 and following == 2
        if number == expected or starts_again:
            previous = number
            continue
        yield index, expected
        misnumbered = following == expected + 1 or (number > expected and left[expected] > 0)
        previous = expected if misnumbered else number


def _series_sequences(subject: Subject) -> Iterator[Match]:
    for series in _all_series(subject):
        yield from _sequence([item.marker for item in series.items], _start(series))


def _single_items(subject: Subject) -> Iterator[Match]:
    """A lone 一是 that opens a sentence, with nothing after it that may be the second."""
    for section in subject.outline.root.walk():
        for series in section.enumerations:
            marker = series.items[0].marker
            alone = len(series.items) == 1 and marker.number == 1 and series.style in _WRITTEN_OUT
            opens = alone and _opens_series(subject.text, marker.span.start)
            if opens and not _SECOND.search(subject.text, marker.span.end):
                second = renumber(marker, 2)
                yield Match(marker.span, {"marker": marker.text.strip(), "expected": second})


# Whatever may be the second of two, however it is written.
_SECOND = late(
    r"二[是要则来]|其[二次]|再[次者]|第二|另一?[方个外]|[，；。]同时|还[是要有]|也[是要]"
)


def _opens_series(text: str, offset: int) -> bool:
    """Whether a number stands at the head of a line, or after a colon or a full stop."""
    return offset == 0 or text[offset - 1] in "\n\u2028：:。；"


def _all_series(subject: Subject) -> Iterator[Enumeration]:
    for section in subject.outline.root.walk():
        for series in section.enumerations:
            if series.style != "sequence":
                yield series


def _start(series: Enumeration) -> int:
    """Right after a colon a series starts at 一是; elsewhere its first number may be hidden.

    “我们一要…，二要…” and “首先…。第二，…” do not show theirs.
    """
    introduced = series.lead.endswith(("：", ":")) and series.style in _WRITTEN_OUT
    return 1 if introduced else series.items[0].number


def _heading_sequences(subject: Subject) -> Iterator[Match]:
    throughout = [
        section.marker
        for section in subject.outline.root.walk()
        if section.marker and section.marker.style in _THROUGHOUT
    ]
    for style in _THROUGHOUT if throughout else ():
        markers = [marker for marker in throughout if marker.style == style]
        yield from _sequence(markers, markers[0].number if markers else 1)
    automatic = _starts_of_labels(subject)
    mixed = list(_mixed(subject))
    # Where the numbers of a style ended: as written, and as they should have been.
    ends: dict[str, tuple[int, int]] = {}
    for parent in subject.outline.root.walk():
        for markers in _sibling_runs(subject.text, parent, automatic):
            style, first = markers[0].style, markers[0].number
            start = first if first - 1 in ends.get(style, ()) else 1
            yield from _sequence(_with_mixed(markers, mixed), start)
            ends[style] = (markers[-1].number, start + len(markers) - 1)


def _with_mixed(markers: list[Marker], mixed: list[tuple[Marker, Marker]]) -> list[Marker]:
    """The numbers of one level, with those that are written in another shape among them."""
    if not mixed:
        return markers
    others = [other for one, other in mixed if one in markers]
    return sorted([*markers, *others], key=lambda marker: marker.span.start)


def _sibling_runs(text: str, parent: Section, automatic: frozenset[int]) -> Iterator[list[Marker]]:
    """The numbers under one heading, style by style.

    A number one after a colon begins another list, and so does an automatic one, which the word
    processor counts by itself.
    """
    runs: dict[str, list[list[Marker]]] = {}
    for section in parent.sections:
        marker = section.marker
        if marker is None or marker.style in _THROUGHOUT:
            continue
        lists = runs.setdefault(marker.style, [[]])
        start = marker.span.start
        if marker.number == 1 and (start in automatic or follows_colon(text, start)):
            lists.append([])
        lists[-1].append(marker)
    yield from (markers for lists in runs.values() for markers in lists if markers)


def _starts_of_labels(subject: Subject) -> frozenset[int]:
    """Where the numbers that the format makes itself begin."""
    return frozenset(span.start for span in subject.document.synthetic)


def _sequence(markers: list[Marker], start: int) -> Iterator[Match]:
    for index, expected in sequence_breaks([marker.number for marker in markers], start):
        marker = markers[index]
        fields = {"marker": marker.text.strip(), "expected": renumber(marker, expected)}
        yield Match(marker.span, fields, _previous(markers, index))


def _previous(markers: list[Marker], index: int) -> tuple[Hint, ...]:
    if not index:
        return ()
    return (Hint(markers[index - 1].span, Text("前一个序号", "the number before")),)


def _mixed_styles(subject: Subject) -> Iterator[Match]:
    for one, other in _mixed(subject):
        fields = {
            "marker": other.text.strip(),
            "expected": STYLES[one.style].write(other.number),
        }
        hint = Hint(one.span, Text("前一个序号", "the number before"))
        yield Match(other.span, fields, (hint,))


def _mixed(subject: Subject) -> Iterator[tuple[Marker, Marker]]:
    """A number, and the next one that is written in another shape: 一、 then 2. or （二）."""
    for parent in subject.outline.root.walk():
        for one, next_one in pairwise((*parent.sections, None)):
            if one is None or one.marker is None:
                continue
            after = next_one.marker if next_one else None
            if after and _goes_on_otherwise(one.marker, after):
                yield one.marker, after
            # （二） after 一、 stands below it; 三、 comes after both, or nothing.
            goes_on = after is None or (after.style, after.number) == (
                one.marker.style,
                one.marker.number + 2,
            )
            first = one.sections[0].marker if one.sections else None
            if first and goes_on and _goes_on_otherwise(one.marker, first):
                yield one.marker, first


def _goes_on_otherwise(one: Marker, other: Marker) -> bool:
    counted = {one.style, other.style}.isdisjoint(_THROUGHOUT)
    return counted and one.style != other.style and other.number == one.number + 1 > 1


def _single_headings(subject: Subject) -> Iterator[Match]:
    """A heading below which one alone is numbered."""
    for parent in subject.outline.root.walk():
        markers = [section.marker for section in parent.sections]
        if parent.marker and len(markers) == 1 and markers[0] and markers[0].number == 1:
            marker = markers[0]
            fields = {"marker": marker.text.strip(), "expected": renumber(marker, 2)}
            yield Match(marker.span, fields)


def _jumps(subject: Subject) -> Iterator[Match]:
    for parent in subject.outline.root.walk():
        if not parent.marker or STYLES[parent.marker.style].depth < _FIRST_COUNTED_DEPTH:
            continue
        child = next((section for section in parent.sections if section.marker), None)
        if child is None or child.marker is None:
            continue
        above, below = STYLES[parent.marker.style], STYLES[child.marker.style]
        if below.depth - above.depth > _GREATEST_JUMP:
            between = next(style for style in STYLES.values() if style.depth == above.depth + 1)
            fields = {"marker": child.marker.text.strip(), "expected": between.write(1)}
            hint = Hint(parent.marker.span, Text("上一层序号", "the level above"))
            yield Match(child.marker.span, fields, (hint,))


def _marks(subject: Subject) -> Iterator[Match]:
    automatic = _starts_of_labels(subject)
    for section in subject.outline.root.walk():
        marker = section.marker
        if marker is None or STYLES[marker.style].depth < _FIRST_COUNTED_DEPTH:
            continue
        style = STYLES[marker.style]
        if marker.mark in (style.mark, "．" if style.mark == "." else style.mark):
            continue
        if marker.span.start in automatic:
            continue
        place = Span(marker.span.end - len(marker.mark), marker.span.end)
        fields = {"marker": marker.text.strip(), "expected": style.write(marker.number)}
        yield Match(marker.span, fields, fix=replacement(place, style.mark, Safety.SAFE))


_FAULTS: dict[tuple[str, str], Callable[[Subject], Iterator[Match]]] = {
    ("headings", "sequence"): _heading_sequences,
    ("headings", "level"): _jumps,
    ("headings", "mark"): _marks,
    ("headings", "style"): _mixed_styles,
    ("headings", "single"): _single_headings,
    ("series", "sequence"): _series_sequences,
    ("series", "single"): _single_items,
}
