"""Mutated Word files are read or refused: no traceback, no hang, no blow-up.

``ZHUPI_FUZZ=20000 pytest tests/unit/formats/test_word_fuzz.py`` runs more of them.
"""

import io
import os
import re
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from zhupi.errors import UnreadableFile
from zhupi.formats import ReadOptions, locate, pieces, read
from zhupi.model.document import Document

ROOT = Path(__file__).resolve().parents[3]
SEEDS = [
    *sorted((ROOT / "tests" / "word").glob("*.do[ct][xm]")),
    *sorted((ROOT / "examples").glob("*.docx")),
]
ROUNDS = int(os.environ.get("ZHUPI_FUZZ", "400"))
SECONDS = 10
MEGABYTES = 1000

_TAG = re.compile(rb"</?[\w:]+[^<>]*>")
_ATTRIBUTE = re.compile(rb'"[^"<>]*"')
_ODD = [
    b"",
    b"0",
    b"-1",
    b"99999999999",
    b"\xff",
    b"&#0;",
    b"&x;",
    b"<",
    b"]]>",
    b"%1%2%9",
    "甲".encode(),
]


def flip(random: Random, raw: bytes) -> bytes:
    """Some bytes changed, cut out or put in."""
    data = bytearray(raw)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(data))
        data[at : at + random.randint(0, 3)] = random.randbytes(random.randint(0, 3))
    return bytes(data)


def move_tags(random: Random, raw: bytes) -> bytes:
    """Tags taken from elsewhere in the part, doubled or dropped."""
    tags = _TAG.findall(raw) or [b""]
    spots = [match.span() for match in _TAG.finditer(raw)]
    for start, end in sorted(
        random.sample(spots, min(len(spots), random.randint(1, 4))), reverse=True
    ):
        raw = (
            raw[:start] + random.choice([b"", random.choice(tags), raw[start:end] * 2]) + raw[end:]
        )
    return raw


def move_elements(random: Random, raw: bytes) -> bytes:
    """Whole elements put elsewhere, so that the part stays well-formed."""
    elements = [m for m in re.finditer(rb"<(w:\w+)[^<>/]*>.*?</\1>", raw, re.DOTALL)]
    for match in random.sample(elements, min(len(elements), random.randint(1, 3))):
        at = random.choice(elements).start()
        raw = raw[:at] + match.group() * random.randint(1, 3) + raw[at:]
    return raw


def change_values(random: Random, raw: bytes) -> bytes:
    """Attributes with odd or borrowed values."""
    values = _ATTRIBUTE.findall(raw) or [b'""']

    def change(match: re.Match[bytes]) -> bytes:
        if random.random() > 0.05:
            return match.group()
        return random.choice([random.choice(values), b'"' + random.choice(_ODD) + b'"'])

    return _ATTRIBUTE.sub(change, raw)


MUTATIONS: list[Callable[[Random, bytes], bytes]] = [flip, move_tags, move_elements, change_values]


def mutated(random: Random) -> bytes:
    raw = random.choice(SEEDS).read_bytes()
    if random.random() < 0.2:
        return flip(random, raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in random.sample(sorted(parts), random.randint(1, min(3, len(parts)))):
        parts[name] = random.choice(MUTATIONS)(random, parts[name])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def use(document: Document) -> None:
    """Ask for all that a rule or reporter may ask."""
    layout = document.layout
    assert layout is not None
    assert "\n".join(document.prose(block) for block in document.blocks) == document.text
    for block in document.blocks[:30]:
        assert locate(document, block.span).place
        pieces(document, block.span)
        layout.paragraph(block.span.start)
        if not block.span.empty:
            layout.character(block.span.start)
    layout.pages()


def test_mutated_files_are_read_or_refused():
    read_files = 0
    for seed in range(ROUNDS):
        raw = mutated(Random(seed))
        start = time.process_time()
        try:
            document = read(raw, "a.docx", ReadOptions(original=seed % 5 == 0))
            use(document)
            read_files += 1
        except UnreadableFile as error:
            assert error.what.zh
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        assert time.process_time() - start < SECONDS, f"seed {seed}"
    assert read_files > ROUNDS // 4  # else the mutations were too wild to tell anything
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES << 11
