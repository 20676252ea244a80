"""Does this reader see the text that LibreOffice and pandoc see? Differences are counted by cause.

    python benchmarks/word_agreement.py FOLDER

Compared is the body, without white space: neither prints headers, notes or text boxes into plain
text where they stand. A file counts under the first cause that makes the texts equal, or that is
known to change the other's text; what is left is *unexplained* and printed. Needs soffice and
pandoc.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from zhupi import UserError, read

SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
_BLANK = re.compile(r"[\s\ufffc\ufeff\u200b\u00ad\u2011-]")
_BULLETS = re.compile(r"[•◦▪·o\uf000-\uf0ff]")
_BATCH = 10
# What a file holds that makes LibreOffice or pandoc print other text than Word shows.
CAUSES: tuple[tuple[str, bytes], ...] = (
    (
        "tracked changes (deleted text is printed, or inserted text lost)",
        rb"<w:(?:del|ins|moveFrom) ",
    ),
    ("numbers of notes are printed", rb"<w:(?:footnote|endnote)Reference"),
    ("fields and data bindings are computed anew", rb"<w:(?:fldSimple|instrText|dataBinding)"),
    ("frames and text boxes are dropped or moved", rb"<w:(?:framePr|txbxContent)|v:textbox"),
    ("content controls and wrappers are dropped", rb"<w:(?:sdt|smartTag|customXml|ruby)\b"),
    ("several bodies, of which only one is read", rb"<w:body>.*<w:body>"),
    ("pictures are named", rb"<w:(?:drawing|pict|object)\b"),
    ("tables and struck text are drawn with signs", rb"<w:(?:tbl|strike)\b"),
    ("embedded files are imported", rb"<w:altChunk"),
    (
        "automatic numbers and signs are written otherwise",
        rb"<w:(?:numPr|sym|oMath)|pStyle|<m:oMath",
    ),
)


def main() -> None:
    files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.suffix in SUFFIXES]
    ours = {path: text for path in files if (text := _ours(path))}
    print(f"{len(files)} files, {len(ours)} read")
    for name, theirs in (("LibreOffice", libreoffice), ("pandoc", pandoc)):
        with tempfile.TemporaryDirectory() as folder:
            _compare(name, ours, theirs(list(ours), Path(folder)))


def _compare(name: str, ours: dict[Path, str], theirs: dict[Path, str]) -> None:
    causes = Counter(_cause(path, text, theirs.get(path)) for path, text in ours.items())
    print(f"\n{name}")
    for cause, count in causes.most_common():
        print(f"  {count:4}  {cause}")
    for path, text in ours.items():
        if _cause(path, text, theirs.get(path)) == "unexplained":
            print(f"        {path.name}")


def _cause(path: Path, ours: str, theirs: str | None) -> str:
    if theirs is None:
        return "not read by the other"
    one, other = _BLANK.sub("", ours), _BLANK.sub("", theirs)
    if one == other:
        return "the same text"
    if _BULLETS.sub("", one) == _BULLETS.sub("", other):
        return "the same but for bullets"
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(r"document\d*\.xml$", name)]
        main = b"".join(archive.read(name) for name in names)
    found = (cause for cause, mark in CAUSES if re.search(mark, main, re.DOTALL))
    return next(found, "unexplained")


def _ours(path: Path) -> str:
    try:
        document = read(path.read_bytes(), path.name)
    except UserError:
        return ""
    return "\n".join(document.prose(block) for block in document.blocks if block.story == "body")


def libreoffice(files: list[Path], folder: Path) -> dict[Path, str]:
    """Plain text of LibreOffice; some files at a time, since one that it cannot load stops it."""
    texts: dict[Path, str] = {}
    links = {_linked(path, folder, number): path for number, path in enumerate(files)}
    names = list(links)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        "txt:Text (encoded):UTF8", "--outdir", str(folder),
    ]  # fmt: skip
    for batch in (names[at : at + _BATCH] for at in range(0, len(names), _BATCH)):
        left = batch
        while left:
            subprocess.run(
                [*command, *map(str, left)], capture_output=True, timeout=600, check=False
            )
            still = [name for name in left if not name.with_suffix(".txt").exists()]
            left = still[1:] if len(still) == len(left) else still
    for name, path in links.items():
        if name.with_suffix(".txt").exists():
            texts[path] = name.with_suffix(".txt").read_text("utf-8-sig", "replace")
    return texts


def pandoc(files: list[Path], _folder: Path) -> dict[Path, str]:
    """Plain text of pandoc."""
    texts = {}
    for path in files:
        command = ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", str(path)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        if done.returncode == 0:
            texts[path] = done.stdout.decode("utf-8", "replace")
    return texts


def _linked(path: Path, folder: Path, number: int) -> Path:
    """A copy under a name of its own, with .docx, by which LibreOffice chooses its filter."""
    copy = folder / f"{number}{path.suffix}"
    copy.write_bytes(path.read_bytes())
    return copy


if __name__ == "__main__":
    main()
