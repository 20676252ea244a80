"""Build everything: about four minutes and 4 GB of memory."""

import json
import sys
import time
from pathlib import Path

import numpy as np

from tools.typo_model import corpus, training
from tools.typo_model.alphabet import make_alphabet, variants_of
from tools.typo_model.confusions import make_channel
from tools.typo_model.counting import count
from tools.typo_model.dictionary import generate
from tools.typo_model.lexicon import idioms_of, words_of
from tools.typo_model.sifting import make_sieve
from zhupi.typos.alphabet import Alphabet
from zhupi.typos.arrays import (
    ALIKE,
    ALPHABET,
    CHARACTERS,
    CONFUSED,
    FOLDER,
    IDIOMS,
    NGRAMS,
    SIEVE,
    UNIGRAMS,
    VARIANTS,
)
from zhupi.typos.channel import Channel
from zhupi.typos.compiled import Entry, compile_entries
from zhupi.typos.halves import index_idioms, packed
from zhupi.typos.language import LanguageModel
from zhupi.typos.model import JUDGE, Judge

# Set on the clean text that is only measured, so that the levels keep their promises there:
# benchmarks/typos.py prints the false alarms.
_SAMPLE = 500  # lines of each file
_RULES = Path(__file__).parents[2] / "rules" / "typo"
DICTIONARY, LIST_OF_IDIOMS = _RULES / "misprints.bin", _RULES / "idioms.txt"
THRESHOLDS = {"default": 1.5, "thorough": -0.3}


def main() -> None:
    """Read the data, write the model."""
    data = Path(sys.argv[1])
    sentences = corpus.pairs(data / "typo")
    texts = corpus.without_copies(corpus.paragraphs(data / "clean"), sentences)
    counted, _ = corpus.split(texts)
    words = words_of(data / "typo" / "ecspell")
    lines = (line for part in counted.values() for line in part)
    alphabet = make_alphabet([*lines, *words])
    say("counting")
    language = count(alphabet, counted, words)
    channel = make_channel(data / "typo", alphabet, language, words)
    write_language(alphabet, language)
    write_channel(channel)
    write_dictionary(generate(alphabet, language, channel, words), counted)
    write_idioms(idioms_of(data / "typo" / "ecspell"))
    parts = [
        training.pair_examples(
            [row for row in rows if corpus.part_of(row[1]) == 0], name, alphabet, language, channel
        )
        for name, rows in sentences.items()
    ]
    for fold in range(training.FOLDS):
        say(f"fold {fold}")
        other = count(alphabet, training.without_fold(counted, fold), words)
        parts += training.clean_examples(counted, fold, alphabet, other, channel)
    say("fitting")
    write_judge(training.fit(training.join(parts), THRESHOLDS))


def write_language(alphabet: Alphabet, language: LanguageModel) -> None:
    """Write the alphabet and the counts."""
    FOLDER.mkdir(exist_ok=True)
    np.save(FOLDER / ALPHABET, alphabet.codes)
    np.save(FOLDER / CHARACTERS, np.array([ord(char) for char in alphabet.characters], np.uint16))
    np.save(FOLDER / VARIANTS, variants_of(alphabet))
    np.save(FOLDER / UNIGRAMS, language.unigrams)
    np.save(FOLDER / NGRAMS, language.table.cells)
    np.save(FOLDER / SIEVE, make_sieve(language.table).words)


def write_channel(channel: Channel) -> None:
    """Write the confusions."""
    for pattern, part in ((CONFUSED, channel.characters), (ALIKE, channel.words)):
        for field, array in part._asdict().items():
            np.save(FOLDER / pattern.format(field), array)


def write_dictionary(entries: list[Entry], texts: corpus.Texts) -> None:
    """Write the generated dictionary, arranged for texts like the clean ones."""
    sample = [line for lines in texts.values() for line in lines[:_SAMPLE]]
    DICTIONARY.write_bytes(compile_entries(entries, sample))


def write_idioms(idioms: list[str]) -> None:
    """Write the idioms, and their index."""
    head = "# 四字成语，由 tools/typo_model 从 THUOCL（MIT）的成语表生成，勿手改。\n"
    listed = head + "\n".join(idioms) + "\n"
    LIST_OF_IDIOMS.write_text(listed, encoding="utf-8")
    (FOLDER / IDIOMS).write_bytes(packed(listed, index_idioms(idioms)))


def write_judge(judge: Judge) -> None:
    """Write the weights."""
    data = judge._replace(weights=[round(float(w), 5) for w in judge.weights])._asdict()  # type: ignore[arg-type]
    data["intercept"] = round(judge.intercept, 5)
    (FOLDER / JUDGE).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def say(what: str) -> None:
    """Tell how far it is."""
    print(f"{time.process_time():6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
