"""The corpus of the race: the same at every run, and what its counts say is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import daachorse
import pytest
from benchmarks.corpus import cached, make

import zhupi

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("race") / "corpus"
    make(folder, 6, 0.1)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_another_process_writes_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", str(tmp_path / "again")]
    search = os.pathsep.join(path for path in sys.path if path)
    subprocess.run(
        [*command, "--reports", "6", "--megabytes", "0.1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": search},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    assert _files(tmp_path / "again") == _files(corpus)


def test_counts_say_what_is_there(corpus: Path) -> None:
    counts = json.loads((corpus / "counts.json").read_text("utf-8"))
    words = (corpus / "words.tsv").read_text("utf-8").splitlines()
    wrong = daachorse.CharwiseDoubleArrayAhoCorasick([line.split("\t")[0] for line in words])
    sets = {"md": sorted((corpus / "md").iterdir())}
    sets |= {name: [corpus / f"{name}.md"] for name in ("10mb", "1mb", "small")}
    assert len(words) == 500
    for name, files in sets.items():
        texts = [path.read_text("utf-8") for path in files]
        assert counts[name]["files"] == len(files)
        assert counts[name]["bytes"] == sum(path.stat().st_size for path in files)
        assert counts[name]["characters"] == sum(map(len, texts))
        put = sum(len(wrong.find_overlapping(text)) for text in texts)
        assert counts[name]["misprints"] == put
    assert counts["md"]["misprints"] > 0
    assert 100_000 <= counts["10mb"]["bytes"] < 125_000
    assert 1_900 < counts["md"]["shortest"] <= counts["md"]["longest"] < 6_500


def test_every_misprint_is_found_and_no_other(corpus: Path) -> None:
    counts = json.loads((corpus / "counts.json").read_text("utf-8"))
    rules = zhupi.load_ruleset()
    found = 0
    for path in (corpus / "md").iterdir():
        document = zhupi.read(path.read_bytes(), path.name)
        found += sum(one.rule == "typo/word" for one in zhupi.lint(document, rules))
    assert found == counts["md"]["misprints"]


def test_word_files_hold_the_same_lines(corpus: Path) -> None:
    for path in sorted((corpus / "md").iterdir()):
        lines = [line.lstrip("# ") for line in path.read_text("utf-8").split("\n") if line]
        word = corpus / "docx" / f"{path.stem}.docx"
        document = zhupi.read(word.read_bytes(), word.name)
        read = [line for line in document.text.split("\n") if line]
        assert read[: len(lines)] == lines  # the properties of the template follow


def test_a_corpus_is_made_once(tmp_path: Path) -> None:
    first = cached(tmp_path, 1, 0.01)
    (first / "md" / "0001.md").write_text("kept", encoding="utf-8")
    assert cached(tmp_path, 1, 0.01) == first
    assert (first / "md" / "0001.md").read_text("utf-8") == "kept"
    assert cached(tmp_path, 2, 0.01) != first


@pytest.mark.parametrize("reader", ["zhupi", "python-docx"])
def test_readers_read_the_whole_text(corpus: Path, reader: str) -> None:
    names = [str(path) for path in (corpus / "docx").iterdir()]
    markdown = [path.read_text("utf-8") for path in (corpus / "md").iterdir()]
    lines = [line.lstrip("# ") for text in markdown for line in text.split("\n")]
    search = os.pathsep.join(path for path in sys.path if path)
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.docx_reading", reader, *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": search},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    rate, characters = said.split()
    assert float(rate) > 0
    assert int(characters) >= sum(map(len, lines))
