"""Every damage that applies to a report whose parts are marked, and where it must be found.

A damage is what happens to reports in real offices: a part is lost in editing, an item deleted and the
rest renumbered or not, two parts exchanged, a cell left empty.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.annotated import Annotated, Part
from zhupi.model.span import Span
from zhupi.numbering.markers import STYLES, heading_marker, renumber, series_marker
from zhupi.numbering.numerals import to_chinese, to_number

_WORK = ("done", "problems", "plan")
REQUIRED = {
    "work-report": _WORK,
    "party-building-report": _WORK,
    "integrity-report": ("done", "integrity", "problems", "plan"),
    "work-summary": _WORK,
    "self-examination": ("problems", "causes", "plan"),
    "self-examination-personal": ("problems", "causes", "plan"),
    "research-report": ("situation", "problems", "suggestions"),
    "rectification-report": ("rectified", "plan"),
    "work-plan": ("goals", "tasks", "safeguards"),
}
_UNORDERED = {"integrity"}
# Kinds of items that each problem of a genre needs.
PAIRED = {
    **dict.fromkeys(
        ("work-report", "party-building-report", "integrity-report"), ("cause", "measure")
    ),
    "work-summary": ("cause", "measure"),
    "self-examination": ("measure",),
    "self-examination-personal": ("measure",),
    "research-report": ("cause", "measure"),
    "rectification-report": ("measure",),
    "report": ("cause", "measure"),
}
ADDRESSED = ("notice", "report", "request", "reply", "letter", "reply-letter", "speech")
CLOSED = (
    "work-report",
    "party-building-report",
    "report",
    "request",
    "reply",
    "letter",
    "reply-letter",
)
SIGNED = ("notice", "report", "request", "reply", "letter", "reply-letter")
_NUMBERING = ("heading-number", "series-number", "mixed-numbers", "level-skipped")
_HEADING_HEAD = re.compile(r"(?:#+ )?[（(]?[一二三四五六七八九十\d]+[、.．）)]?")
_LONGEST_HEADING = 60


# A number that the word processor makes cannot be wrong.
TYPED_ONLY = frozenset({"item renumbered"})


class Damage(NamedTuple):
    """A damaged report. ``lines`` are those in which one of ``rules`` must be found."""

    kind: str
    report: str
    text: str
    lines: frozenset[int]
    rules: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.report.rpartition(".")[0]


def damages(report: Annotated) -> Iterator[Damage]:
    """All that applies to a report."""
    for make in (
        _sections_dropped, _sections_swapped, _items_dropped, _renumbered, _levels_skipped,
        _promises_changed, _parts_dropped, _cells_emptied,
    ):  # fmt: skip
        yield from make(report)


def _sections_dropped(report: Annotated) -> Iterator[Damage]:
    for role in REQUIRED.get(report.genre, ()):
        parts = _of_role(report, role)
        if role == "goals" and report.of("section", "overall"):
            continue  # 总体要求 may hold the goals
        # A part that several play, or that shares its section with another, is told by its own name.
        if not parts or any(not _has_heading(report, part) for part in parts):
            continue
        if role == "causes" and parts[0].arguments[0] != "causes":
            continue
        text = report.text
        for part in reversed(parts):
            text = _renumbered_after(_cut(text, part.span), part.span.start)
        at = text.count("\n", 0, parts[0].span.start) + 1
        title = report.of("title")
        first = report.line(title[0].span.start) if title else 1
        around = range(at - _reach(report), at + _reach(report) + 1)
        yield Damage(f"part {role} dropped", report.name, text, frozenset({*around, first}),
                     ("missing-section", "unread-section", "problem-without-cause"))  # fmt: skip


def _sections_swapped(report: Annotated) -> Iterator[Damage]:
    required = REQUIRED.get(report.genre, ())
    parts = [part for part in report.of("section") if _has_heading(report, part)]
    for one, other in pairwise(parts):
        roles = one.arguments[0].split("+")[0], other.arguments[0].split("+")[0]
        ordered = set(roles) <= set(required) - _UNORDERED and all(
            len(_of_role(report, role)) == 1 for role in roles
        )
        if not ordered or roles[0] == roles[1]:
            continue
        between = report.text[one.span.end : other.span.start]
        first, second = one.span.of(report.text), other.span.of(report.text)
        heads = [_numeral(first), _numeral(second)]
        if all(heads):
            second = second.replace(str(heads[1]), str(heads[0]), 1)
            first = first.replace(str(heads[0]), str(heads[1]), 1)
        swapped = second + between + first
        text = report.text[: one.span.start] + swapped + report.text[other.span.end :]
        start = report.line(one.span.start)
        after = start + second.count("\n") + between.count("\n")
        yield Damage(
            "parts swapped", report.name, text, frozenset({start, after}), ("section-order",)
        )


def _items_dropped(report: Annotated) -> Iterator[Damage]:
    problems = {part.arguments[1]: part for part in report.of("item", "problem")}
    for kind in PAIRED.get(report.genre, ()):
        parts = report.of("item", kind)
        if len(parts) < 2 or {part.arguments[1] for part in parts} != set(problems):
            continue
        if _has_more(report, parts[-1]):
            continue  # an item that answers no problem would make up for the one that is lost
        for part in parts:
            problem = problems[part.arguments[1]]
            inside = problem.span.contains(part.span)
            text = _cut(report.text, part.span)
            rules = [
                f"problem-without-{kind}",
                f"fewer-{kind}s",
                "promised-count",
                "lone-item",
                "lone-heading",
            ]
            if kind == "measure":
                rules += ["problem-without-suggestion", "fewer-suggestions"]
            shift = _lines_lost(report, part, problem.span.start)
            lines = {report.line(problem.span.start) - shift}
            first = report.line(parts[0].span.start)
            lines |= {first, first - 1} if not inside else set()
            if not inside:
                yield Damage(f"{kind} dropped, renumbered", report.name,
                             _renumbered_after(text, part.span.start), frozenset(lines), tuple(rules))  # fmt: skip
                if part is parts[-1]:
                    continue
                at = text.count("\n", 0, part.span.start) + 1
                yield Damage(f"{kind} dropped", report.name, text, frozenset({*lines, at, at + 1}),
                             (*rules, *_NUMBERING))  # fmt: skip
            else:
                yield Damage(
                    f"{kind} inside dropped", report.name, text, frozenset(lines), tuple(rules)
                )


def _renumbered(report: Annotated) -> Iterator[Damage]:
    for part in report.of("item"):
        marker = _marker(report, part)
        if marker is None or marker.style == "sequence":
            continue
        new = renumber(marker, marker.number + 1)
        start = report.text.index(marker.text.strip(), part.span.start)
        text = report.text[:start] + new + report.text[start + len(marker.text.strip()) :]
        at = report.line(start)
        following = report.text.count("\n", 0, part.span.end) + 1
        yield Damage(
            "item renumbered",
            report.name,
            text,
            frozenset({at, following, following + 1}),
            _NUMBERING,
        )


def _levels_skipped(report: Annotated) -> Iterator[Damage]:
    lines = report.text.split("\n")
    for part in report.of("section"):
        first, last = report.line(part.span.start), report.line(part.span.end)
        own = [
            i
            for i in range(first, last)
            if re.match(r"(?:#+ )?（[一二三四五六七八九十]）", lines[i])
        ]
        top = re.match(r"(?:#+ )?[一二三四五六七八九十]、", lines[first - 1])
        if len(own) < 2 or not top or any(line.startswith("#") for line in lines):
            continue
        changed = list(lines)
        for number, index in enumerate(own, 1):
            changed[index] = re.sub(
                r"（[一二三四五六七八九十]）", f"（{number}）", lines[index], count=1
            )
        yield Damage("level skipped", report.name, "\n".join(changed), frozenset({own[0] + 1}),
                     ("level-skipped",))  # fmt: skip


def _promises_changed(report: Annotated) -> Iterator[Damage]:
    for part in report.of("promise"):
        words = part.span.of(report.text)
        number = re.search(r"[一二三四五六七八九十两]+|\d+", words)
        if number is None:
            continue
        value = to_number(number.group()) or 2
        new = str(value + 1) if number.group().isdecimal() else to_chinese(value + 1)
        changed = words[: number.start()] + new + words[number.end() :]
        text = report.text[: part.span.start] + changed + report.text[part.span.end :]
        yield Damage(
            "promise changed",
            report.name,
            text,
            frozenset({report.line(part.span.start)}),
            ("promised-count", "promised-problems"),
        )


def _parts_dropped(report: Annotated) -> Iterator[Damage]:
    for kind, genres, rules in (
        ("addressee", ADDRESSED, ("missing-addressee", "missing-address")),
        ("closing", CLOSED, ("missing-closing", "missing-closing-words")),
        ("date", SIGNED, ("missing-date",)),
        ("name", SIGNED, ("missing-signature",)),
    ):
        parts = report.of(kind)
        if len(parts) != 1 or report.genre not in genres:
            continue
        text = _cut(report.text, parts[0].span)
        at = report.line(parts[0].span.start)
        lines = frozenset(range(max(1, at - 3), at + 3))
        yield Damage(f"{kind} dropped", report.name, text, lines, rules)


def _cells_emptied(report: Annotated) -> Iterator[Damage]:
    if report.genre != "rectification-ledger":
        return
    for part in report.of("cell"):
        text = report.text[: part.span.start] + report.text[part.span.end :]
        at = report.line(part.span.start)
        yield Damage("cell emptied", report.name, text, frozenset({at}), ("empty-cell",))


def _has_more(report: Annotated, last: Part) -> bool:
    """Whether the list goes on after its last marked item."""
    rest = report.text[last.span.end :].lstrip("\n")
    start = len(report.text) - len(rest)
    span = Span(start, len(report.text))
    after = heading_marker(report.text, span) or series_marker(report.text, span)
    marker = _marker(report, last)
    return bool(
        after and marker and (after.style, after.number) == (marker.style, marker.number + 1)
    )


def _of_role(report: Annotated, role: str) -> list[Part]:
    return [part for part in report.of("section") if role in part.arguments[0].split("+")]


def _reach(report: Annotated) -> int:
    """How many lines away the neighbouring line is: blank ones stand between in Markdown."""
    return 3 if report.name.endswith(".md") else 1


def _has_heading(report: Annotated, part: Part) -> bool:
    first = part.span.of(report.text).split("\n")[0]
    return (
        len(first) <= _LONGEST_HEADING
        and not first.endswith("。")
        and bool(_HEADING_HEAD.match(first) or first.startswith("#"))
    )


def _numeral(section: str) -> str | None:
    """The number at the head of a section, such as 三、."""
    head = re.match(r"(?:#+ )?([一二三四五六七八九十]+、|\d+[.．])", section)
    return head[1] if head else None


def _cut(text: str, span: Span) -> str:
    """The text without a span, and without the line that it leaves empty."""
    before, after = text[: span.start], text[span.end :]
    if before.endswith("\n") and after.startswith("\n"):
        after = after[1:]
    return (before + after).rstrip("\n") if not after else before + after


def _lines_lost(report: Annotated, part: Part, offset: int) -> int:
    """How many lines before an offset go with a part."""
    if part.span.start > offset:
        return 0
    return report.text.count("\n") - _cut(report.text, part.span).count("\n")


def _marker(report: Annotated, part: Part):
    first = report.text.find("\n", part.span.start)
    span = Span(part.span.start, part.span.end if first < 0 else min(first, part.span.end))
    return heading_marker(report.text, span) or series_marker(report.text, span)


def _renumbered_after(text: str, offset: int) -> str:
    """The numbers of the style that follows an offset, each lower by one, up to a new beginning."""
    rest = text[offset:]
    head = re.match(r"\n*(?:#+ )?", rest)
    start = offset + (head.end() if head else 0)
    span = Span(start, len(text))
    marker = heading_marker(text, span) or series_marker(text, span)
    if marker is None or marker.number < 2 or marker.style == "sequence":
        return text
    pieces, done, wanted = [], 0, marker.number
    for found in re.finditer(_shape(marker.style), text[start:]):
        here = Span(start + found.start(), len(text))
        each = heading_marker(text, here) or series_marker(text, here)
        if each is None or each.style != marker.style:
            continue
        if each.number != wanted:
            break
        new = renumber(each, wanted - 1)
        pieces += [text[done : here.start], new]
        done = here.start + len(each.text.strip())
        wanted += 1
    return "".join([*pieces, text[done:]])


def _shape(style: str) -> str:
    pattern = STYLES[style].pattern.replace("?P<n>", "").replace("?P<mark>", "")
    before = (
        r"(?:(?<=\n)|(?<=# )|(?<=^))" if STYLES[style].depth else r"(?:(?<=[。；：\n，])|(?<=^))"
    )
    return f"{before}(?:{pattern})"
