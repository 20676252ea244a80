"""What a worker is told once: by which rules, for which output, with which program."""

from hashlib import sha256
from typing import NamedTuple

from zhupi.formats import ReadOptions
from zhupi.lang import Lang
from zhupi.scale.parcel import Parcel
from zhupi.scale.storage import Store
from zhupi.settings import Asked

SCHEMA = 1
"""The version of the tables, and of all that is written beside them."""


class Order(NamedTuple):
    """An order, a few hundred bytes of which go with each task.

    store: where the files are
    output: where the results go
    stamp: a hash of all that findings depend on besides the files
    parcel: the name of the file of the user's own files in ``output``; empty if there is none
    asked: what the command line says, with whole paths of the client
    program, version: what zhupi is at the client: a hash of it, and the name of it
    """

    store: Store
    output: Store
    stamp: str
    parcel: str
    asked: Asked
    reading: ReadOptions
    lang: Lang
    program: str
    version: str


def stamp_of_all(parcel: Parcel, reading: ReadOptions, lang: Lang, program: str) -> str:
    """The hash of what findings depend on besides the files."""
    files = [(name, sha256(raw).hexdigest()) for name, raw in sorted(parcel.files.items())]
    parts = (SCHEMA, program, parcel.asked, files, reading, lang)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
