"""What a file that is no DOCX really is, told by its content and never by its name."""

import re
from typing import NamedTuple

from zhupi.lang import Text

_SAVE_AS = Text(
    "用 Word 或 WPS 打开，另存为 .docx，再检查", "open it in Word or WPS and save it as .docx"
)
_CONVERT = Text(
    "用 Word 或 WPS 打开，另存为 .docx；成批转换可用 soffice --headless --convert-to docx 文件",
    "save it as .docx in Word or WPS; for many: soffice --headless --convert-to docx FILE",
)
_RIGHT_FILE = Text("确认选对了文件", "make sure that it is the right file")
_COPY_TEXT = Text("把要检查的文字存为 .docx、.md 或 .txt", "save its text as .docx, .md or .txt")


class Kind(NamedTuple):
    """A kind of file, and what to do with one."""

    name: Text
    mend: Text


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF8_MARK = b"\xef\xbb\xbf"
_HEAD = 4096  # what tells a kind stands at the head

LEGACY = Kind(Text("旧版 .doc/.wps 二进制文档", "a legacy binary .doc or .wps document"), _CONVERT)
_WORKBOOK = Kind(Text("电子表格", "a spreadsheet"), _COPY_TEXT)
_SLIDES = Kind(Text("演示文稿", "a presentation"), _COPY_TEXT)
_PICTURE = Kind(Text("图片", "a picture"), _RIGHT_FILE)
_OTHER_OLE = Kind(
    Text("OLE 复合文档，不是 Word 文档", "an OLE file but no Word document"), _SAVE_AS
)

# Streams of an OLE compound file, by their names in its directory (MS-CFB 2.6.1; MS-OFFCRYPTO 2.3).
ENCRYPTED_STREAM = "EncryptedPackage"
_STREAMS = (
    ("WordDocument", LEGACY),
    ("MatOST", LEGACY),  # Microsoft Works, which also says .wps
    ("Workbook", _WORKBOOK),
    ("PowerPoint Document", _SLIDES),
    ("__properties_version1.0", Kind(Text("Outlook 邮件", "an Outlook message"), _COPY_TEXT)),
)
_SIGNATURES = (
    (b"\xdb\xa5\x2d", LEGACY),  # Word 2
    (b"{\\rtf", Kind(Text("RTF 文档", "an RTF document"), _CONVERT)),
    (b"%PDF", Kind(Text("PDF 文档", "a PDF document"), _COPY_TEXT)),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"Rar!", Kind(Text("RAR 压缩包", "a RAR archive"), _RIGHT_FILE)),
    (b"7z\xbc\xaf", Kind(Text("7z 压缩包", "a 7z archive"), _RIGHT_FILE)),
)
# Old systems send web pages and Word 2003 XML under the name .doc; they are text.
_TEXT_SHAPES = (
    (
        re.compile(rb"schemas\.microsoft\.com/office/word/2003/wordml"),
        Kind(Text("Word 2003 XML 文档", "a Word 2003 XML document"), _CONVERT),
    ),
    (
        re.compile(rb"\A\s*MIME-Version:", re.IGNORECASE),
        Kind(Text("单文件网页（MHT）", "a web page in one file (MHT)"), _CONVERT),
    ),
    (
        re.compile(rb"<(?:!DOCTYPE\s+)?html\b", re.IGNORECASE),
        Kind(Text("网页（HTML）", "a web page (HTML)"), _CONVERT),
    ),
    (
        re.compile(rb"\A\s*<\?xml"),
        Kind(Text("不是 Word 文档的 XML 文件", "an XML file but no Word document"), _RIGHT_FILE),
    ),
)
# Entries of zip packages that are something else, by the start of their names.
_PACKAGES = (
    ("xl/", _WORKBOOK),
    ("ppt/", _SLIDES),
    ("OFD.xml", Kind(Text("OFD 版式文档", "an OFD document"), _COPY_TEXT)),
    ("META-INF/manifest.xml", Kind(Text("OpenDocument 文档", "an OpenDocument file"), _SAVE_AS)),
    ("META-INF/container.xml", Kind(Text("EPUB 电子书", "an EPUB book"), _COPY_TEXT)),
)
ARCHIVE = Kind(
    Text("压缩包，里面没有 Word 正文", "an archive that holds no Word document"), _RIGHT_FILE
)
_PLAIN = Kind(Text("纯文本", "plain text"), Text("把扩展名改为 .txt 再检查", "rename it to .txt"))
_UNKNOWN = Kind(Text("不是 Word 文档，或已损坏", "no Word document, or a damaged one"), _SAVE_AS)


def kind_of(raw: bytes) -> Kind:
    """What a file is that is neither a zip package nor Flat OPC."""
    if raw.startswith(OLE[:4]):
        return next((kind for name, kind in _STREAMS if has_stream(raw, name)), _OTHER_OLE)
    head = raw[:_HEAD].removeprefix(_UTF8_MARK)
    for signature, kind in _SIGNATURES:
        if head.lstrip().startswith(signature):
            return kind
    for pattern, kind in _TEXT_SHAPES:
        if pattern.search(head):
            return kind
    return _PLAIN if _is_text(head) else _UNKNOWN


def kind_of_package(names: list[str]) -> Kind:
    """What a zip package without a Word document is."""
    for start, kind in _PACKAGES:
        if any(name.startswith(start) for name in names):
            return kind
    return ARCHIVE


def has_stream(raw: bytes, name: str) -> bool:
    """Whether an OLE file's directory names a stream, in whatever case."""
    return bool(re.search(re.escape(name.encode("utf-16-le")), raw, re.IGNORECASE))


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8", "ignore") if head.isascii() else _decoded(head)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not any(char < " " and char not in "\t\r\n\f" for char in text)


def _decoded(head: bytes) -> str:
    """The head as UTF-8 or GB18030, though it may be cut inside a character."""
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnicodeDecodeError("gb18030", head, 0, 1, "no text")
