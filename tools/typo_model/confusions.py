"""The channel: characters alike in sound (pypinyin) or shape (published sets, and a font)."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypinyin import lazy_pinyin, pinyin_dict
from pypinyin.contrib.tone_convert import to_tone3

from zhupi.typos.alphabet import FIRST_HAN, SIZE, Alphabet
from zhupi.typos.channel import MOST, READINGS, STEPS, Channel, Characters, Kind, Words
from zhupi.typos.language import COUNTS, LanguageModel, level
from zhupi.typos.table import keys_of

FONTS = tuple(
    Path(f"/usr/share/fonts/opentype/noto/Noto{style}CJK-Regular.ttc")
    for style in ("Sans", "Serif")
)
_SIMPLIFIED_FACE = 2  # of the collection

# How often writers confuse characters in each way, measured on the sentences that are trained on.
_SHARE = {Kind.SAME_TONE: 0.48, Kind.SAME_SOUND: 0.28, Kind.NEAR_SOUND: 0.05, Kind.SHAPE: 0.14}
_FREQUENCY = 0.5  # of like characters, commoner ones are written by mistake more often
_LEAST_MEANT = 50  # rarer characters are not proposed
_READINGS = 3
_LIKE = 0.5  # cosine of two glyphs that look alike
_MOST_LIKE = 40
_LISTED, _LISTED_AGAIN = 0.45, 0.1  # likeness of a pair that a published set has, and for each more
_LEAST_WORD = 10
_MOST_WORDS = 24  # of one sound

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FINALS = (("iang", "ian"), ("uang", "uan"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
_HU = {"huan": "fan", "hua": "fa", "huang": "fan", "hui": "fui"}

Sets = dict[str, dict[str, float]]


def blur(sound: str) -> str:
    """A syllable without what people and input methods confuse."""
    for exact, rough in _INITIALS:
        if sound.startswith(exact):
            sound = rough + sound[len(exact) :]
            break
    for exact, rough in _FINALS:
        if sound.endswith(exact):
            sound = sound[: -len(exact)] + rough
            break
    return _HU.get(sound, sound)


class Sounds:
    """The readings of characters: with tone, without, and blurred."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.toned: dict[str, list[str]] = {}
        for char in characters:
            listed = pinyin_dict.pinyin_dict.get(ord(char), "")
            marked = [mark for mark in listed.split(",") if mark][:_READINGS]
            self.toned[char] = [to_tone3(mark, neutral_tone_with_five=True) for mark in marked]
        self.plain = {
            char: list(dict.fromkeys(sound.rstrip("12345") for sound in sounds))
            for char, sounds in self.toned.items()
        }
        self.blurred = {
            char: list(dict.fromkeys(map(blur, sounds))) for char, sounds in self.plain.items()
        }


def make_channel(
    folder: Path, alphabet: Alphabet, language: LanguageModel, words: Iterable[str]
) -> Channel:
    """The channel for an alphabet; ``folder`` has the published sets of confusions."""
    han = alphabet.characters[FIRST_HAN:]
    sounds = Sounds(han)
    shapes = like_shapes(folder, han)
    characters = _characters(alphabet, language, sounds, shapes)
    return Channel(characters, _words(alphabet, language, sounds, words))


def _characters(
    alphabet: Alphabet, language: LanguageModel, sounds: Sounds, shapes: Sets
) -> Characters:
    codes = {char: FIRST_HAN + place for place, char in enumerate(alphabet.characters[FIRST_HAN:])}
    weight = np.maximum(language.unigrams, 1) ** _FREQUENCY
    alike = {
        kind: _by_sound(readings)
        for kind, readings in (
            (Kind.SAME_TONE, sounds.toned),
            (Kind.SAME_SOUND, sounds.plain),
            (Kind.NEAR_SOUND, sounds.blurred),
        )
    }
    proposals: defaultdict[int, dict[int, tuple[float, Kind]]] = defaultdict(dict)
    for meant, code in codes.items():
        if language.unigrams[code] < _LEAST_MEANT:
            continue
        sets = _sets_of(meant, sounds, alike)
        sets[Kind.SHAPE] = {char: like**3 for char, like in shapes.get(meant, {}).items()}
        for kind, others in sets.items():
            shares = {codes[char]: like * weight[codes[char]] for char, like in others.items()}
            total = sum(shares.values())
            for observed, share in shares.items():
                before, first = proposals[observed].get(code, (0.0, kind))
                proposals[observed][code] = (before + _SHARE[kind] * share / total, first)
    return _packed(proposals, language)


def _by_sound(readings: dict[str, list[str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for char, sounds in readings.items():
        for sound in sounds:
            found[sound].add(char)
    return found


def _sets_of(
    meant: str, sounds: Sounds, alike: dict[Kind, dict[str, set[str]]]
) -> dict[Kind, dict[str, float]]:
    """The characters that sound like one, each in the set of the greatest likeness."""
    before = {meant}
    sets: dict[Kind, dict[str, float]] = {}
    for kind, readings in zip(alike, (sounds.toned, sounds.plain, sounds.blurred), strict=True):
        others = {char for sound in readings[meant] for char in alike[kind][sound]} - before
        before |= others
        sets[kind] = dict.fromkeys(sorted(others), 1.0)
    return sets


def _packed(
    proposals: dict[int, dict[int, tuple[float, Kind]]], language: LanguageModel
) -> Characters:
    shape = (SIZE, MOST)
    codes, kinds = np.zeros(shape, np.uint16), np.zeros(shape, np.uint8)
    logs = np.zeros(shape, np.int8)
    for observed, others in proposals.items():
        found = [(code, *how) for code, how in others.items()]
        found.sort(key=lambda row: (-row[1] * float(language.unigrams[row[0]]) ** 0.7, row[0]))
        for slot, (code, probability, kind) in enumerate(found[:MOST]):
            codes[observed, slot], kinds[observed, slot] = code, kind
            logs[observed, slot] = np.clip(np.round(np.log(probability) * STEPS), -127, 0)
    return Characters(codes, logs, kinds)


def _words(
    alphabet: Alphabet, language: LanguageModel, sounds: Sounds, words: Iterable[str]
) -> Words:
    names = sorted({sound for found in sounds.blurred.values() for sound in found})
    number = {name: place for place, name in enumerate(names, 1)}
    exact_number = {
        name: place
        for place, name in enumerate(sorted({s for f in sounds.plain.values() for s in f}), 1)
    }
    count = len(names) + 1
    by_sound: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for frequency, word in _common(alphabet, language, words):
        heard = [number.get(blur(sound), 0) for sound in lazy_pinyin(word)]
        if len(heard) == 2 and all(heard):
            by_sound[heard[0] * count + heard[1]].append((-frequency, word))
    starts = np.zeros(count * count + 1, dtype=np.int32)
    rows: list[str] = []
    for sound in range(count * count):
        rows += [word for _, word in sorted(by_sound.get(sound, []))[:_MOST_WORDS]]
        starts[sound + 1] = len(rows)
    readings = np.zeros((SIZE, READINGS), dtype=np.uint16)
    exact = np.zeros(SIZE, dtype=np.uint16)
    for char, found in sounds.blurred.items():
        code = alphabet.code(char)
        readings[code, : len(found[:READINGS])] = [number[sound] for sound in found[:READINGS]]
        exact[code] = exact_number.get(next(iter(sounds.plain[char]), ""), 0)
    return Words(starts, alphabet.encode("".join(rows)).reshape(-1, 2), readings, exact)


def _common(
    alphabet: Alphabet, language: LanguageModel, words: Iterable[str]
) -> list[tuple[float, str]]:
    """Words of two characters that are not rare, each with its frequency."""
    pairs = sorted(word for word in words if len(word) == 2)
    codes = alphabet.encode("".join(pairs)).reshape(-1, 2)
    counts = COUNTS[level(language.table.find(keys_of(codes[:, 0], codes[:, 1])))]
    known = (codes >= FIRST_HAN).all(1) & (counts >= _LEAST_WORD)
    return [(float(c), word) for word, c, ok in zip(pairs, counts, known, strict=True) if ok]


def like_shapes(folder: Path, han: str) -> Sets:
    """The characters that look like each one, with their likeness between 0 and 1."""
    sets: defaultdict[str, dict[str, float]] = defaultdict(dict)
    known = set(han)
    for one, other in _published(folder):
        if one != other and {one, other} <= known:
            sets[one][other] = sets[one].get(other, _LISTED - _LISTED_AGAIN) + _LISTED_AGAIN
    glyphs = [_glyphs(han, font) for font in FONTS]
    for place, char in enumerate(han):
        likeness = sum(np.maximum(each @ each[place], 0) for each in glyphs) / len(glyphs)
        likeness[place] = 0
        for other in np.argsort(-likeness)[:_MOST_LIKE]:
            if likeness[other] > _LIKE:
                before = sets[char].get(han[other], 0.0)
                sets[char][han[other]] = max(before, float(likeness[other]))
    return {
        char: {other: min(like, 1.0) for other, like in found.items()}
        for char, found in sets.items()
    }


def _published(folder: Path) -> Iterable[tuple[str, str]]:
    """The pairs of published sets, both ways round."""
    for file in ("plome/same_stroke.txt", "pycorrector/same_stroke.txt"):
        for line in (folder / file).read_text(encoding="utf-8").split("\n"):
            first, *others = [char for char in re.split(r"[,\s]+", line) if len(char) == 1] or [
                "",
                "",
            ]
            for other in others:
                yield first, other
                yield other, first
    table = json.loads((folder / "simple-csc/shape_confusion_dict.json").read_text("utf-8"))
    for first, others in table.items():
        for other in others:
            yield first, other
            yield other, first


def _glyphs(han: str, font: Path) -> NDArray[np.float32]:
    """Each character as a vector of length one: its picture, blurred, without the mean picture."""
    face = ImageFont.truetype(str(font), 32, index=_SIMPLIFIED_FACE)
    rows = []
    for char in han:
        image = Image.new("L", (40, 40))
        ImageDraw.Draw(image).text((4, -2), char, font=face, fill=255)
        image = image.filter(ImageFilter.GaussianBlur(1.2)).resize(
            (20, 20), Image.Resampling.BILINEAR
        )
        rows.append(np.asarray(image, dtype=np.float32).ravel())
    vectors = np.stack(rows)
    vectors -= vectors.mean(0)
    normal: NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    return normal
