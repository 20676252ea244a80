"""The smallest Word file for an example.

A line is a paragraph, unless it begins with ``property author: ``, ``link: `` or ``qr: ``.
"""

import re
from html import escape
from io import BytesIO
from typing import Any, cast
from zipfile import ZipFile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_PROPERTY = re.compile(r"property (author|title|keywords|subject): (.+)")
_ELEMENTS = {
    "author": "dc:creator", "title": "dc:title", "subject": "dc:subject", "keywords": "cp:keywords",
}  # fmt: skip
_CODE = re.compile(r"qr: (\S+)")
_LINK = re.compile(r"link: (\S+)")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def has_codes(text: str) -> bool:
    """Whether there are lines ``qr: TEXT``."""
    return any(map(_CODE.fullmatch, text.splitlines()))


def word_file(text: str) -> bytes:
    """A .docx with the text; lines ``property NAME: VALUE`` and the like are not its words."""
    lines = text.splitlines()
    properties = [found.groups() for line in lines if (found := _PROPERTY.fullmatch(line))]
    links = [found[1] for line in lines if (found := _LINK.fullmatch(line))]
    codes = [found[1] for line in lines if (found := _CODE.fullmatch(line))]
    others = (_PROPERTY, _LINK, _CODE)
    words = [line for line in lines if not any(other.fullmatch(line) for other in others)]
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", _content_types())
        package.writestr("_rels/.rels", _root())
        package.writestr("word/document.xml", _document(words, len(links), len(codes)))
        package.writestr("word/_rels/document.xml.rels", _targets(links, len(codes)))
        package.writestr("docProps/core.xml", _core(properties))
        for index, code in enumerate(codes):
            package.writestr(f"word/media/code{index}.png", _picture(code))
    return made.getvalue()


def _picture(words: str) -> bytes:
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode)
    pixels = memoryview(cast(Any, code.to_image(scale=4)))
    made = BytesIO()
    height, width = cast(tuple[int, int], pixels.shape)
    Image.frombytes("L", (width, height), pixels.tobytes()).save(made, "PNG")
    return made.getvalue()


def _content_types() -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="png" ContentType="image/png"/>'
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


def _document(words: list[str], links: int, codes: int) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in words
    )
    linked = "".join(
        f'<w:p><w:hyperlink r:id="l{index}"><w:r><w:t>详见</w:t></w:r></w:hyperlink></w:p>'
        for index in range(links)
    )
    pictures = "".join(
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="{_DRAWING}" r:embed="c{index}"/>'
        "</w:drawing></w:r></w:p>"
        for index in range(codes)
    )
    return (
        f'{_DECLARATION}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}">'
        f"<w:body>{paragraphs}{linked}{pictures}</w:body></w:document>"
    )


def _targets(links: list[str], codes: int) -> str:
    each = "".join(
        f'<Relationship Id="l{index}" Type="{_OFFICE}/hyperlink" Target="{escape(target)}"'
        ' TargetMode="External"/>'
        for index, target in enumerate(links)
    )
    each += "".join(
        f'<Relationship Id="c{index}" Type="{_OFFICE}/image" Target="media/code{index}.png"/>'
        for index in range(codes)
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
