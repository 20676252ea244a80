"""How a document is read, and why, for those who doubt a finding: a page of text."""

from collections.abc import Iterator

from zhupi.engine.linting import read_genres
from zhupi.formats import locate
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.outline import Enumeration, Item, Outline, Section
from zhupi.model.span import Span
from zhupi.outline.building import build_outline
from zhupi.outline.frame import Frame, read_frame
from zhupi.outline.genre import Claim, Reading
from zhupi.outline.recognition import choose_genres
from zhupi.patterns import found_in
from zhupi.rulepacks import Ruleset

_LONGEST = 40


def account_of(
    document: Document, ruleset: Ruleset, genre: str = "", lang: Lang = "zh"
) -> Iterator[str]:
    """Title, genre, frame, sections with their roles and series, and the items of the genre.

    Raises UnreadableFile for a genre that there is not.
    """
    outline = build_outline(document)
    readings = list(read_genres(document, outline, ruleset, genre).values())
    explainer = _Explainer(document, readings, lang)
    yield from explainer.head(outline, ruleset)
    yield from explainer.frame(read_frame(document, outline))
    yield from explainer.section(outline.root, 0)
    for reading in readings:
        yield from explainer.items(reading)


class _Explainer:
    """Says what was made of one document."""

    def __init__(self, document: Document, readings: list[Reading], lang: Lang) -> None:
        self._document = document
        self._readings = readings
        self._lang = lang

    def head(self, outline: Outline, ruleset: Ruleset) -> Iterator[str]:
        """The title, and the genre that its words name."""
        title = " ".join(self._words(span) for span in outline.title)
        none = Text("（没有）", "(none)").say(self._lang)
        yield self._say("标题：", "title: ") + (title or none)
        words = choose_genres(self._document, outline, ruleset.genres)
        for reading in self._readings:
            genre = reading.genre
            because = words.get(genre.name, "")
            why = self._say(f"，因为标题有“{because}”", f": the title has “{because}”")
            told = self._say("，由使用者指明", ": as the user said")
            named = f"{genre.title.say(self._lang)}（{genre.name}）"
            yield self._say("文种：", "genre: ") + named + (why if because else told)
        if not self._readings:
            yield self._say(
                "文种：（未识别，只用通用规则）", "genre: (not known; general rules only)"
            )

    def frame(self, frame: Frame) -> Iterator[str]:
        """Addressee, signature and date."""
        for zh, en, span in (
            ("主送", "addressee", frame.addressee),
            ("署名", "signed", frame.name),
            ("日期", "date", frame.date),
        ):
            if span:
                name = self._say(f"{zh}：", f"{en}: ")
                yield f"{name}{self._line(span.start)} {self._words(span)}"

    def section(self, section: Section, depth: int) -> Iterator[str]:
        """A section with its roles, its series, and the sections below it."""
        indent = "  " * depth
        if depth:
            heading = section.heading.of(self._document.text).strip()
            yield f"{indent}{self._line(section.heading.start)} {heading}"
            yield from (f"{indent}    ← {why}" for why in self._roles(section, depth))
        for series in section.enumerations:
            yield from self._series(series, indent + "  ")
        for inner in section.sections:
            yield from self.section(inner, depth + 1)

    def items(self, reading: Reading) -> Iterator[str]:
        """The items of each set, and where one is stated inside another item."""
        for name, item_set in reading.genre.items.items():
            items = reading.items(name)
            yield self._say(f"条目 {name}：{len(items)}项", f"items {name}: {len(items)}")
            for item in items:
                yield f"  {self._line(item.span.start)} {item.number} {item.title}"
            if item_set.inside and not items:
                yield from self._inside(reading, name)

    def _inside(self, reading: Reading, name: str) -> Iterator[str]:
        """The words by which items of other sets state one of this set."""
        pattern = reading.genre.items[name].inside
        others: list[Item] = [
            item for other in reading.genre.items if other != name for item in reading.items(other)
        ]
        for item in others:
            words = found_in(pattern, item.span.of(self._document.text))
            if words:
                where = self._line(item.span.start)
                yield self._say(
                    f"  {where} “{item.title}”之内：“{words}”",
                    f"  {where} inside “{item.title}”: “{words}”",
                )

    def _roles(self, section: Section, depth: int) -> Iterator[str]:
        """Why a section has its roles: the words of its title, and the rule file's line."""
        claims = [
            (reading, claim)
            for reading in self._readings
            for claim in reading.claims
            if claim.section is section
        ]
        yield from (self._why(reading, claim) for reading, claim in claims)
        if not claims and depth == 1 and any(reading.genre.outline for reading in self._readings):
            yield self._say("没有角色：不合任何同义词", "no role: no synonym fits")

    def _why(self, reading: Reading, claim: Claim) -> str:
        role = reading.genre.role(claim.role)
        named = f"{role.named.say(self._lang)}（{role.role}）"
        place = reading.genre.places.get(role.role, "")
        if claim.synonym:
            return self._say(
                f"{named}，因为有“{claim.synonym}”，见 {place}",
                f"{named}: it has “{claim.synonym}”, see {place}",
            )
        return self._say(
            f"{named}，因为排在其他部分之前，见 {place}",
            f"{named}: it stands before all other parts, see {place}",
        )

    def _series(self, series: Enumeration, indent: str) -> Iterator[str]:
        lead = f"“{series.lead}”" if series.lead else ""
        yield f"{indent}· {series.style} {lead}"
        for item in series.items:
            marker = item.marker.text.strip()
            yield f"{indent}  {self._line(item.span.start)} {marker} {item.title}"

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).say(self._lang)

    def _words(self, span: Span) -> str:
        return span.of(self._document.text).strip()[:_LONGEST]

    def _line(self, offset: int) -> str:
        return f"[{locate(self._document, Span(offset, offset)).start.line}]"
