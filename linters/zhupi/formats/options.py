"""What a caller may ask of a format."""

from typing import NamedTuple


class Limits(NamedTuple):
    """How large a Word file may be. The defaults are far above what real files hold.

    The largest of 1,267 real files measured had a main part of 12.6 MB with 506,000 elements, 291
    entries, and 15.3 MB of XML in all.

    file: bytes of the file
    entries: files in the zip package
    part: bytes of one XML part, inflated
    total: bytes of all parts read, inflated
    ratio: inflated bytes to a compressed one, past the first megabyte
    markup: elements and attributes of all parts read; each takes some 300 bytes of memory
    paragraphs: paragraphs of all stories
    """

    file: int = 100 << 20
    entries: int = 2_000
    part: int = 64 << 20
    total: int = 128 << 20
    ratio: int = 200
    markup: int = 3_000_000
    paragraphs: int = 200_000


class Manner(NamedTuple):
    """Who writes into a Word file, when (ISO 8601, in UTC), and whether edits are tracked."""

    author: str = "朱批"
    date: str = ""
    track: bool = True


class ReadOptions(NamedTuple):
    """How to read a file; formats take no notice of what does not concern them.

    original: read a file under revision as it was before its tracked changes
    password: opens an encrypted Word file
    limits: how large a Word file may be
    qr: read the QR codes in the pictures of a Word file, too
    """

    original: bool = False
    password: str = ""
    limits: Limits = Limits()
    qr: bool = False


READ_AS_IS = ReadOptions()
