"""What QR codes and bar codes in pictures say (``zhupi[qr]``: zxing-cpp, Pillow)."""

import io
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from zhupi.errors import UserError, installing
from zhupi.lang import Text

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 40_000_000
"""A page scanned at 600 dpi has 35 million."""
_LONG_SIDE = 2_000
"""Pixels: a code that a telephone can read from paper is legible in a picture of this size."""


def codes_in(picture: bytes) -> list[str]:
    """What the codes in a PNG, JPEG … say; none in what cannot be decoded or is too large.

    Raises UserError when the libraries are not installed.
    """
    image_of, decoder = _libraries()
    try:
        with catch_warnings(action="ignore"), image_of.open(io.BytesIO(picture)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return []
            image.draft("L", (_LONG_SIDE, _LONG_SIDE))
            plain = _on_white(image).convert("L")
            plain.thumbnail((_LONG_SIDE, _LONG_SIDE))
            return [code.text for code in decoder.read_barcodes(plain) if code.text.strip()]
    except (OSError, ValueError, SyntaxError, image_of.DecompressionBombError):
        return []


def _on_white(image: "Image") -> "Image":
    """A picture as it looks on paper: black on nothing is not black on black."""
    if not image.has_transparency_data:
        return image
    coloured = image.convert("RGBA")
    paper = coloured.copy()
    paper.paste((255, 255, 255, 255), (0, 0, *coloured.size))
    paper.alpha_composite(coloured)
    return paper


def _libraries() -> tuple[Any, Any]:
    """The modules of pictures and of codes."""
    try:
        import zxingcpp
        from PIL import Image
    except ImportError:
        raise UserError(
            "--qr",
            Text("读二维码的组件没有安装", "what reads QR codes is not installed"),
            installing("qr"),
        ) from None
    return Image, zxingcpp
