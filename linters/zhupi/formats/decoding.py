"""Bytes to characters: which encoding a text file is in."""

from typing import NamedTuple

from zhupi.errors import UnreadableFile
from zhupi.lang import Text
from zhupi.patterns import late, length_of

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = late(r"[\x00-\x08\x0e-\x1f\x7f]")
# GB18030 decodes nearly any bytes to something, so the result must also look like Chinese text.
_PLAUSIBLE = late(
    r"[\t\n\v\f\r\x20-\x7e\u00a0-\u00ff\u2000-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)
_LEAST_PLAUSIBLE = 0.98
_MOST_CONTROLS = 0.01
_GB_PAIR = late(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_LEAST_COMMON = 0.7
_SIGNATURES = (
    (b"PK\x03\x04", Text("Word 文档（.docx）或压缩包", "a Word document (.docx) or an archive")),
    (
        b"\xd0\xcf\x11\xe0",
        Text("旧版 Word/WPS 文档（.doc、.wps）", "a legacy .doc or .wps document"),
    ),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"%PDF", Text("PDF 文档", "a PDF document")),
)


class Decoded(NamedTuple):
    """The characters of a file; ``bom`` is the byte order mark that stood before them."""

    text: str
    encoding: str
    bom: bytes

    def encode(self, text: str) -> bytes:
        """Characters as bytes in the encoding of the file, its byte order mark first."""
        return self.bom + text.encode(self.encoding)


def decode(raw: bytes, path: str) -> Decoded:
    """Decode UTF-8, UTF-16 or GB18030 text.

    Raises UnreadableFile for an empty file, a binary one, and any other encoding.
    """
    if not raw.strip():
        raise _empty(path)
    _refuse_signature(raw, path)
    decoded = _by_bom(raw) or _by_utf16_shape(raw) or _by_trial(raw)
    if decoded and _is_empty(decoded.text):
        raise _empty(path)
    if decoded is None or _is_binary(decoded.text):
        raise UnreadableFile(
            path,
            Text("不是文本文件，或编码无法识别", "not a text file, or in an unknown encoding"),
            Text(
                "另存为 UTF-8 文本后再检查；Word 文档请保留 .docx 扩展名",
                "save it as UTF-8 text; keep the extension .docx for Word documents",
            ),
        )
    return decoded


def _is_empty(text: str) -> bool:
    """Whether nothing can be seen of a text."""
    return not text.strip("\ufeff\u200b \t\r\n\u3000\u00a0")


def _is_binary(text: str) -> bool:
    """Text pasted from Word may hold a stray control character; binary files hold many."""
    return "\0" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)


def _empty(path: str) -> UnreadableFile:
    return UnreadableFile(
        path,
        Text("文件是空的，没有可检查的内容", "the file is empty: there is nothing to check"),
        Text("确认保存的是正确的文件", "make sure that the right file was saved"),
    )


def encoding_note(decoded: Decoded) -> tuple[Text, ...]:
    """What to tell the user about the encoding: nothing for UTF-8."""
    if decoded.encoding == "utf-8":
        return ()
    name = decoded.encoding.upper()
    return (Text(f"按 {name} 编码读取（不是 UTF-8）", f"read as {name} (not UTF-8)"),)


def _refuse_signature(raw: bytes, path: str) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableFile(
                path,
                Text(
                    f"内容是{name.zh}，与扩展名不符", f"it holds {name.en}, not what its name says"
                ),
                Text("改正扩展名，或另存为文本文件", "correct the extension, or save it as text"),
            )


def _by_bom(raw: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _try(raw[len(bom) :], encoding, bom)
    return None


def _by_utf16_shape(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: every line end and ASCII character brings a zero byte."""
    if b"\x00" not in raw or len(raw) % 2:
        return None
    low_zero, high_zero = raw[0::2].count(0), raw[1::2].count(0)
    encoding = "utf-16-le" if high_zero > low_zero else "utf-16-be"
    decoded = _try(raw, encoding, b"")
    return decoded if decoded and _looks_chinese(decoded.text) else None


def _by_trial(raw: bytes) -> Decoded | None:
    utf8 = _try(raw, "utf-8", b"")
    if utf8:
        return utf8
    gb = _try(raw, "gb18030", b"")
    return gb if gb and _looks_chinese(gb.text) and _is_common(raw) else None


def _looks_chinese(text: str) -> bool:
    return length_of(_PLAUSIBLE, text) >= _LEAST_PLAUSIBLE * len(text)


def _is_common(raw: bytes) -> bool:
    """Whether most 汉字 are of the 3,755 common ones (GB 2312, rows 16 to 55: lead byte B0 to D7).

    Shift_JIS and Big5 decode as GB18030 too, but to rare characters.
    """
    pairs = _GB_PAIR.findall(raw)
    common = sum(1 for pair in pairs if 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1)
    marks = sum(1 for pair in pairs if 0xA1 <= pair[0] <= 0xA9 and pair[1] >= 0xA1)
    return common >= _LEAST_COMMON * max(1, len(pairs) - marks)


def _try(raw: bytes, encoding: str, bom: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding, bom)
    except UnicodeDecodeError:
        return None
