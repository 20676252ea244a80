"""The stories of a Word file: the body, and all that stands beside it.

Body, headers, footers, footnotes, endnotes, text boxes, comments; then what only a look behind the
text shows: link targets, alternative texts, QR codes, document properties. The body comes first, so
that its line numbers do not depend on the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from zhupi.errors import UnreadableFile
from zhupi.formats.docx.blocks import FINAL, ORIGINAL, REVISION_MARKS, BlockWalk, Placed
from zhupi.formats.docx.budget import refuse
from zhupi.formats.docx.codes import codes_in
from zhupi.formats.docx.drawings import TEXT_BOX
from zhupi.formats.docx.fields import FIELD_CHAR
from zhupi.formats.docx.inline import VANISH, Found, Mention, Run, RunReader
from zhupi.formats.docx.markup import (
    ONE_LINE,
    P_PR,
    R_PR,
    Element,
    Properties,
    R,
    child,
    properties_of,
    switch,
    tag,
    value,
)
from zhupi.formats.docx.numbering import Lists, NumberCounter, Numbering
from zhupi.formats.docx.package import Package
from zhupi.formats.docx.properties import Property, read_properties
from zhupi.formats.docx.styles import (
    ParagraphStyle,
    Styles,
    number_ref,
    outline_level,
)
from zhupi.formats.docx.view import Line, Paragraph, View
from zhupi.formats.options import Manner, ReadOptions
from zhupi.lang import Text
from zhupi.model.document import BlockKind, Cell, Story

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Parts(NamedTuple):
    """The parts that reading the text needs; ``settings`` is None where there is none."""

    package: Package
    document: Element
    styles: Styles
    lists: Lists
    settings: Element | None


def read_parts(package: Package) -> Parts:
    """Parse the main part and those that it needs; raises UnreadableFile without a body."""
    document = package.document()
    if document is None or child(document, "body") is None:
        refuse(
            package.path,
            Text(
                "Word 文档缺少正文部分，文件可能已损坏",
                "the document has no body: it may be damaged",
            ),
        )

    def name(kind: str) -> str:
        return package.related(package.main, kind) or ""

    styles = package.made_of(name("styles"), _styles) or Styles(None)
    numbering = package.made_of(name("numbering"), _numbering) or Numbering(None)
    lists = Lists(numbering, styles.elements)
    return Parts(package, document, styles, lists, package.part(name("settings")))


def _styles(_name: str, root: Element) -> Styles:
    return Styles(root)


def _numbering(_name: str, root: Element) -> Numbering:
    return Numbering(root)


def read_stories(parts: Parts, options: ReadOptions) -> tuple[View, Found, list[Property]]:
    """The view of all stories, what was found beside the text, and the document properties."""
    reading = _Reading(parts, options)
    main = parts.package.main
    found = Found()
    reading.story("body", main, [_Passage(parts.document)], found)
    for header in headers(parts):
        passage = _Passage(header.root, hidden=not header.shown)
        reading.story(header.story, header.part, [passage], reading.found_in(header.part))
    reading.notes("footnote", "footnotes", found.footnotes)
    reading.notes("endnote", "endnotes", found.endnotes)
    reading.boxes()
    reading.comments()
    reading.links()
    reading.alternatives()
    if options.qr:
        reading.codes()
    properties = read_properties(parts.package)
    reading.properties(properties)
    return reading.view, found, properties


class Header(NamedTuple):
    """A header or footer; ``shown`` unless it is for first or even pages that have none."""

    story: Story
    part: str
    root: Element
    shown: bool


def headers(parts: Parts) -> list[Header]:
    """The headers, then the footers, of all sections; a part that several share once."""
    seen: dict[str, Header] = {}
    even = bool(switch(child(parts.settings, "evenAndOddHeaders")))
    for section in sections(parts.document):
        shown_types = {"default"} | ({"even"} if even else set())
        shown_types |= {"first"} if switch(child(section, "titlePg")) else set()
        for reference in section.iterchildren(*_HEADER_STORIES):
            part = parts.package.target(parts.package.main, str(reference.get(f"{R}id", "")))
            root = seen[part].root if part in seen else parts.package.part(part)
            if root is None:
                continue
            shown = (value(reference, "type") or "default") in shown_types
            shown = shown or (part in seen and seen[part].shown)
            seen[part] = Header(_HEADER_STORIES[str(reference.tag)], part, root, shown)
    return sorted(seen.values(), key=lambda header: header.story, reverse=True)


_HEADER_STORIES: dict[str, Story] = {
    tag("headerReference"): "header",
    tag("footerReference"): "footer",
}


def sections(document: Element) -> Iterator[Element]:
    """The section properties in order; the former ones of a tracked change are not among them."""
    for section in document.iter(tag("sectPr")):
        parent = section.getparent()
        if parent is None or parent.tag != tag("sectPrChange"):
            yield section


# What most files have nowhere; looked for once, so that nobody looks for it in each paragraph.
EMBEDDED = (tag("altChunk"), tag("subDoc"))
RARE = (FIELD_CHAR, VANISH, *REVISION_MARKS, *EMBEDDED)


class _Passage(NamedTuple):
    """A root of block-level content, with what tells it from others of its story."""

    root: Element
    names: Mapping[str, str | int] = {}
    hidden: bool = False


class _Place(NamedTuple):
    """Where a passage stands."""

    part: str
    story: Story
    passage: _Passage


class _Reading:
    """Reads one story after the other into one view."""

    def __init__(self, parts: Parts, options: ReadOptions) -> None:
        self.view = View()
        self._parts = parts
        self._options = options
        self._found: dict[str, Found] = {}

    def found_in(self, part: str) -> Found:
        """What hangs on the text of a part."""
        return self._found.setdefault(part, Found())

    def story(self, story: Story, part: str, passages: Iterable[_Passage], found: Found) -> None:
        """Passages that Word counts as one text: their automatic numbers go on."""
        self._found[part] = found
        counter = NumberCounter(self._parts.lists)
        for passage in passages:
            rare = {element.tag for element in passage.root.iter(*RARE)}
            found.rare |= rare
            reader = RunReader(
                passage.root,
                rare,
                found,
                self._parts.styles.hidden_characters,
                original=self._options.original,
            )
            revision = ORIGINAL if self._options.original else FINAL
            walk = BlockWalk(passage.root, rare, revision)
            place = _Place(part, story, passage)
            for placed in walk.blocks():
                self._add(place, placed, reader, counter)

    def notes(self, story: Story, kind: str, mentions: list[Mention]) -> None:
        """The notes that the body refers to, in its order."""
        package = self._parts.package
        part = package.related(package.main, kind) or ""
        notes = {
            value(note, "id") or "": note
            for note in _children_of(package.part(part))
            if value(note, "type") not in _SEPARATORS
        }
        passages = [
            _Passage(notes[mention.name], {story: mention.name, "host": mention.host + 1})
            for mention in mentions
            if mention.name in notes
        ]
        self.story(story, part, passages, self.found_in(part))

    def comments(self) -> None:
        """The remarks in the margin, but for those that this program wrote itself."""
        package = self._parts.package
        part = package.related(package.main, "comments") or ""
        passages = [
            _Passage(comment, {"comment": value(comment, "id") or ""})
            for comment in _children_of(package.part(part))
            if comment.tag == tag("comment") and value(comment, "author") != Manner().author
        ]
        self.story("comment", part, passages, self.found_in(part))

    def boxes(self) -> None:
        """Text boxes and watermarks of all parts read so far; a box may hold another."""
        for part, found in list(self._found.items()):
            done = 0
            while done < len(found.boxes):
                waiting, done = found.boxes[done:], len(found.boxes)
                for box in waiting:
                    names = {"host": box.host + 1}
                    if box.element.tag == TEXT_BOX:
                        self.story("textbox", part, [_Passage(box.element, names)], found)
                    else:
                        words = str(box.element.get("string", ""))
                        self._plain("textbox", part, Mention(box.host, box.element, text=words))

    def links(self) -> None:
        """Where links lead: targets outside the file, each once a part."""
        package = self._parts.package
        for part, mention in self._mentions(lambda found: found.links):
            target = mention.text or package.target(part, mention.name, external=True)
            if target:
                self._plain("link", part, mention._replace(text=target))

    def alternatives(self) -> None:
        """What pictures say to those who do not see them."""
        for part, mention in self._mentions(lambda found: found.alternatives):
            self._plain("alt-text", part, mention)

    def codes(self) -> None:
        """What QR codes in pictures say; a picture that stands twice in a part is read once."""
        package = self._parts.package
        for part, mention in self._mentions(lambda found: found.pictures):
            picture = package.data(package.target(part, mention.name))
            for words in codes_in(picture) if picture else ():
                self._plain("qr-code", part, mention._replace(text=words))

    def properties(self, properties: Iterable[Property]) -> None:
        """Title, author, company and the like."""
        for each in properties:
            run = (each.value.translate(ONE_LINE), each.element, True, 0, False)
            names = {"property": each.name}
            self._line_of_its_own(each.part, "property", run, (), names)

    def _mentions(self, kind: Callable[[Found], list[Mention]]) -> Iterator[tuple[str, Mention]]:
        for part, found in self._found.items():
            seen: set[tuple[str, str]] = set()
            for mention in kind(found):
                if (mention.name, mention.text) not in seen:
                    seen.add((mention.name, mention.text))
                    yield part, mention

    def _plain(self, story: Story, part: str, mention: Mention) -> None:
        """A line that stands in an attribute."""
        run = (mention.text.translate(ONE_LINE), mention.element, False, 0, False)
        names = {"host": mention.host + 1}
        self._line_of_its_own(part, story, run, (mention.element,), names)

    def _line_of_its_own(
        self,
        part: str,
        story: Story,
        run: Run,
        elements: tuple[Element, ...],
        names: Mapping[str, str | int],
    ) -> None:
        number = self.view.next_number(story)
        self._append(Line(part, story, number, elements, [run], (), names), Paragraph())

    def _add(
        self, place: _Place, placed: Placed, reader: RunReader, counter: NumberCounter
    ) -> None:
        part, story, passage = place
        elements, cells, in_contents = placed
        # The mark at the end holds a paragraph's properties, so the last of joined ones counts.
        properties = properties_of(elements[-1], P_PR)
        styles, named = self._parts.styles, properties.get(_P_STYLE)
        style = styles.default if named is None else styles.paragraph(value(named) or "")
        runs = reader.read(elements[0], len(self.view.lines), hidden=style.hidden)
        breaks, contents = reader.breaks, in_contents or style.contents or reader.contents
        for element in elements[1:]:
            length = sum(len(run[0]) for run in runs)
            runs += reader.read(element, len(self.view.lines), hidden=style.hidden)
            breaks += [length + place for place in reader.breaks]
            contents = contents or reader.contents
        may_hide = reader.may_hide or style.hidden
        unseen = passage.hidden or (may_hide and _is_unseen(runs, properties, style))
        level = style.level
        if _OUTLINE_LEVEL in properties:
            level = outline_level(properties[_OUTLINE_LEVEL]) or 0
        number = style.number
        if _NUM_PR in properties:
            number = number_ref(properties[_NUM_PR], style.number)
        label = "" if unseen or number is None else counter.label(number, style)
        kind = _kind(cells, style, level, contents=contents)
        line = Line(part, story, self.view.next_number(story), elements, runs, cells, passage.names)
        self._append(line, Paragraph(kind, level, label, unseen, breaks))
        if may_hide:
            self.view.hide_runs()

    def _append(self, line: Line, paragraph: Paragraph) -> None:
        self.view.add(line, paragraph)
        most = self._options.limits.paragraphs
        if len(self.view.lines) > most:
            raise UnreadableFile(
                self._parts.package.path,
                Text(f"段落超过 {most:,} 个，不予读取", f"more than {most:,} paragraphs"),
                Text("拆成几个文件，或用 --limit paragraphs 放宽", "split it, or raise the limit"),
            )


def _children_of(root: Element | None) -> Iterable[Element]:
    return () if root is None else root


_P_STYLE, _NUM_PR, _OUTLINE_LEVEL = map(tag, ("pStyle", "numPr", "outlineLvl"))


def _kind(
    cells: tuple[Cell, ...], style: ParagraphStyle, level: int, *, contents: bool
) -> BlockKind:
    if contents:
        return "contents"
    if cells:
        return "cell"
    if style.title:
        return "title"
    return "heading" if level else "paragraph"


def _is_unseen(runs: list[Run], properties: Properties, style: ParagraphStyle) -> bool:
    """Whether a paragraph is hidden with its mark; it has no number then."""
    if not all(hidden for *_, hidden in runs):
        return False
    mark = child(properties.get(R_PR), "vanish")
    return style.hidden if mark is None else bool(switch(mark))
