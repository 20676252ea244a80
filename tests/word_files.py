"""Word files made part by part: small, valid packages for tests and for the checked-in corpus."""

import io
import zipfile
from collections.abc import Mapping

TRANSITIONAL = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
OTHERS = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
    "wp": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = f"{WML}.document.main+xml"
_DATE = (2026, 1, 1, 0, 0, 0)

Parts = dict[str, str]
"""The XML of each part by its name in the package."""


def word(
    body: str,
    *,
    related: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
    strict: bool = False,
    main: str = "word/document.xml",
) -> Parts:
    """The parts of a file around the XML of a body.

    ``related`` are parts beside the main one by kind, the number behind a kind telling several apart
    (``header1``); the same word is their relationship's id. ``links`` are link targets by id,
    ``properties`` the contents of the core properties.
    """
    names = STRICT if strict else TRANSITIONAL
    folder = main.rpartition("/")[0]
    relationships = ""
    parts: Parts = {}
    for name, content in (related or {}).items():
        kind = name.rstrip("0123456789")
        relationships += _relationship(name, f"{names['r']}/{kind}", f"{name}.xml")
        parts[f"{folder}/{name}.xml"] = _root(_ROOTS[kind], content, names)
    for name, target in (links or {}).items():
        kind = f"{names['r']}/hyperlink"
        relationships += _relationship(name, kind, target, ' TargetMode="External"')
    package = _relationship("main", f"{names['r']}/officeDocument", main)
    if properties:
        core = f"{PACKAGE}/metadata/core-properties"
        package += _relationship(
            "core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
        )
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            + "".join(f"<{key}>{text}</{key}>" for key, text in properties.items())
            + "</cp:coreProperties>"
        )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_content_type(name)}"/>'
        for name in (main, *parts)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{package}</Relationships>',
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": f'<Relationships xmlns="{PACKAGE}/'
        f'relationships">{relationships}</Relationships>',
        main: _root("document", f"<w:body>{body}</w:body>", names),
        **parts,
    }


def zipped(parts: Parts) -> bytes:
    """The parts as a zip package, the same bytes each time."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), XML + content, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def flat(parts: Parts) -> bytes:
    """The parts as one XML file (Flat OPC), as Java systems write it under the name .doc."""
    inner = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="{_content_type(name)}"><pkg:xmlData>{content}'
        "</pkg:xmlData></pkg:part>"
        for name, content in parts.items()
        if name != "[Content_Types].xml"
    )
    head = XML + '<?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{FLAT}">{inner}</pkg:package>'.encode()


def paragraph(*content: str, properties: str = "") -> str:
    """A ``w:p``; what does not begin with < is text in a run of its own."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A ``w:r`` with text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def with_story(story: str, words: str, lines: list[str]) -> bytes:
    """A file whose body has the lines, and whose header, footnote, watermark … has the words."""
    said = paragraph(words)
    inside, related, properties = _STORIES[story]
    anchor = paragraph(inside.format(said=said, words=words))
    last = f"<w:sectPr>{properties}</w:sectPr>"
    body = "".join(paragraph(line) for line in lines) + anchor + last
    return zipped(
        word(body, related={name: each.format(said=said) for name, each in related.items()})
    )


_BOX = (
    '<w:r><w:pict><v:shape id="b" style="width:9pt;height:9pt"><v:textbox><w:txbxContent>{said}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
# In the body, in other parts, and in the properties of the section.
_STORIES: dict[str, tuple[str, dict[str, str], str]] = {
    "header": ("", {"header1": "{said}"}, '<w:headerReference w:type="default" r:id="header1"/>'),
    "footer": ("", {"footer1": "{said}"}, '<w:footerReference w:type="default" r:id="footer1"/>'),
    "footnote": (
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        {"footnotes": '<w:footnote w:id="2">{said}</w:footnote>'},
        "",
    ),
    "comment": (
        '<w:r><w:commentReference w:id="0"/></w:r>',
        {"comments": '<w:comment w:id="0" w:author="甲" w:initials="甲">{said}</w:comment>'},
        "",
    ),
    "textbox": (_BOX, {}, ""),
    "watermark": (
        '<w:r><w:pict><v:shape id="w"><v:textpath string="{words}"/></v:shape></w:pict></w:r>',
        {},
        "",
    ),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r>", {}, ""),
}


def table(*rows: tuple[str, ...]) -> str:
    """A ``w:tbl`` of cells; each is the content of its ``w:tc``."""
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


def field(instruction: str, *result: str) -> str:
    """A complex field."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    words = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return char("begin") + words + char("separate") + "".join(map(run, result)) + char("end")


_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
}


def _root(name: str, content: str, names: Mapping[str, str]) -> str:
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in {**names, **OTHERS}.items())
    return f'<w:{name}{declared} mc:Ignorable="w14">{content}</w:{name}>'


def _relationship(name: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{more}/>'


def _content_type(name: str) -> str:
    stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    if name.startswith("docProps/"):
        return "application/vnd.openxmlformats-package.core-properties+xml"
    if name.endswith(".rels"):
        return "application/vnd.openxmlformats-package.relationships+xml"
    return f"{WML}.{stem}+xml" if stem in _ROOTS else _MAIN
