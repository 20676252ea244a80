"""QR codes in the pictures of Word files."""

import base64
import struct
import sys
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.word_files import flat, paragraph, word, zipped
from zhupi import UserError, read
from zhupi.formats.docx.codes import codes_in
from zhupi.formats.options import ReadOptions
from zhupi.testing.word import word_file

URL = "https://www.example.org/join"
FILE = word_file(f"述职报告\nqr: {URL}")
PICTURE = zipfile.ZipFile(BytesIO(FILE)).read("word/media/code0.png")


def codes(raw: bytes, name: str = "a.docx", *, qr: bool = True) -> list[str]:
    document = read(raw, name, ReadOptions(qr=qr))
    return [b.span.of(document.text) for b in document.blocks if b.story == "qr-code"]


def test_a_code_is_a_line_of_its_own():
    assert codes(FILE) == [URL]
    assert codes(FILE, qr=False) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_kinds_of_pictures(kind: str):
    made = BytesIO()
    Image.open(BytesIO(PICTURE)).save(made, kind)
    assert codes_in(made.getvalue()) == [URL]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_black_on_nothing(mode: str):
    code = Image.open(BytesIO(PICTURE)).convert("L")
    clear = Image.new("LA", code.size)
    clear.putalpha(code.point(lambda value: 255 - value))
    made = BytesIO()
    clear.convert("RGBA").convert(mode).save(made, "PNG")
    assert codes_in(made.getvalue()) == [URL]


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"junk",
        b"\x89PNG\r\n\x1a\n",
        png(4, 4),
        png(9_000, 9_000),
        png(10_000, 15_000),
        png(2**30, 2**30),
    ],
    ids=["empty", "junk", "cut", "no pixels", "81 million pixels", "150 million", "a bomb"],
)
def test_what_is_no_legible_picture_has_no_code(picture: bytes, recwarn: pytest.WarningsRecorder):
    assert codes_in(picture) == []
    assert not recwarn.list


def test_flat_files_have_pictures_too():
    blip = '<w:r><w:pict><v:shape id="s"><v:imagedata r:id="image1"/></v:shape></w:pict></w:r>'
    parts = word(paragraph("报告") + paragraph(blip))
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    parts[rels] = parts[rels].replace(
        "</Relationships>",
        f'<Relationship Id="image1" Type="{kind}" Target="media/a.png"/></Relationships>',
    )
    inner = base64.b64encode(PICTURE).decode()
    raw = flat(parts).replace(
        b"</pkg:package>",
        f'<pkg:part pkg:name="/word/media/a.png" pkg:contentType="image/png"><pkg:binaryData>{inner}'
        "</pkg:binaryData></pkg:part></pkg:package>".encode(),
    )
    assert codes(raw, "a.xml.docx") == [URL]


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(UserError, match=r"zhupi\[qr\]"):
        codes(FILE)


def test_a_missing_picture_is_no_fault():
    blip = '<w:r><w:drawing><a:blip r:embed="nothing"/></w:drawing></w:r>'
    assert codes(zipped(word(paragraph("报告") + paragraph(blip)))) == []
