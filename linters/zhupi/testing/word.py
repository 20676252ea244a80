"""The smallest Word file for an example: a line is a paragraph, a property or a link.

述职报告
property author: 青禾县水务局
link: https://www.example.gov.cn/
"""

import re
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_PROPERTY = re.compile(r"property (author|title|keywords|subject): (.+)")
_ELEMENTS = {
    "author": "dc:creator", "title": "dc:title", "subject": "dc:subject", "keywords": "cp:keywords",
}  # fmt: skip
_LINK = re.compile(r"link: (\S+)")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def word_file(text: str) -> bytes:
    """A .docx with the text; lines ``property NAME: VALUE`` and ``link: URL`` are not its words."""
    lines = text.splitlines()
    properties = [found.groups() for line in lines if (found := _PROPERTY.fullmatch(line))]
    links = [found[1] for line in lines if (found := _LINK.fullmatch(line))]
    words = [line for line in lines if not _PROPERTY.fullmatch(line) and not _LINK.fullmatch(line)]
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", _content_types())
        package.writestr("_rels/.rels", _root())
        package.writestr("word/document.xml", _document(words, len(links)))
        package.writestr("word/_rels/document.xml.rels", _targets(links))
        package.writestr("docProps/core.xml", _core(properties))
    return made.getvalue()


def _content_types() -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>'
    )


def _root() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _document(words: list[str], links: int) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in words
    )
    linked = "".join(
        f'<w:p><w:hyperlink r:id="l{index}"><w:r><w:t>详见</w:t></w:r></w:hyperlink></w:p>'
        for index in range(links)
    )
    return (
        f'{_DECLARATION}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}">'
        f"<w:body>{paragraphs}{linked}</w:body></w:document>"
    )


def _targets(links: list[str]) -> str:
    each = "".join(
        f'<Relationship Id="l{index}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)}'
        ' TargetMode="External"/>'
        for index, target in enumerate(links)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _core(properties: list[tuple[str, ...]]) -> str:
    each = "".join(
        f"<{_ELEMENTS[name]}>{escape(value)}</{_ELEMENTS[name]}>" for name, value in properties
    )
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{each}</cp:coreProperties>'
    )
