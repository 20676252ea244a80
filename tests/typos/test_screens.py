"""What makes the typo rules fast loses nothing: each screen against looking everywhere."""

import random
import subprocess
import sys

import numpy as np
import pytest

from tests.conftest import DOCUMENTS
from zhupi.model.identity import forget
from zhupi.typos.alphabet import FIRST_HAN, SIZE
from zhupi.typos.arrays import FOLDER, read_array
from zhupi.typos.arrays import IDIOMS as IDIOMS_INDEX
from zhupi.typos.candidates import Reading, candidates_of, padded, read_text
from zhupi.typos.counted import crosses_word, load_counted, plain
from zhupi.typos.detector import weigh
from zhupi.typos.doubling import doubled
from zhupi.typos.features import NAMES, features_of
from zhupi.typos.halves import index_idioms, packed, ready_made
from zhupi.typos.idioms import near_idioms
from zhupi.typos.language import IS_WORD, level
from zhupi.typos.model import load_model
from zhupi.typos.prospects import bound_of, bounds
from zhupi.typos.sieve import hashed, holding_nothing_back
from zhupi.typos.table import keys_of

ROOT = DOCUMENTS.parents[1]
IDIOMS = ["再接再厉", "一鼓作气", "一股脑儿", "欲盖弥彰", "作茧自缚", "气急败坏", "再三再四"]


def texts() -> list[str]:
    """Reports as they are, and with characters doubled, swapped and confused."""
    dice = random.Random(1)
    paths = sorted(DOCUMENTS.rglob("*.txt"))
    found = [path.read_text(encoding="utf-8") for path in dice.sample(paths, 40)]
    return found + [damaged(text, dice) for text in found]


def damaged(text: str, dice: random.Random) -> str:
    model = load_model()
    characters = list(text)
    for place in dice.sample(range(len(text) - 1), 1 + len(text) // 20):
        confused = model.channel.characters.codes[model.alphabet.code(text[place])]
        meant = model.alphabet.decode(confused[confused >= FIRST_HAN]) or text[place]
        characters[place] = dice.choice(
            [text[place] * 2, text[place : place + 2] * 2, dice.choice(meant), "國", "龘"]
        )
    return "".join(characters)


def reading_of(text: str) -> Reading:
    model = load_model()
    return read_text(padded(model.alphabet.encode(text)), model.language)


def test_the_sieve_holds_nothing_back():
    model = load_model()
    whole = model.language._replace(sieve=holding_nothing_back())
    for text in texts():
        reading = reading_of(text)
        sifted, everything = (
            candidates_of(reading, language, model.channel, model.exclusions)
            for language in (model.language, whole)
        )
        for one, other in zip(sifted, everything, strict=True):
            assert one.width == other.width
            for first, second in zip(flat(one), flat(other), strict=True):
                assert np.array_equal(first, second)


@pytest.mark.parametrize("character", "的政党，。务齐羡")
def test_the_sieve_was_made_from_this_table(character):
    model = load_model()
    table, sieve = model.language.table, model.language.sieve
    middle = np.full(SIZE, model.alphabet.code(character), np.uint16)
    every = np.arange(SIZE, dtype=np.uint16)
    before = every[level(table.find(keys_of(every, middle))) > 0][:500]
    after = every[level(table.find(keys_of(middle, every))) > 0]
    first, third = (grid.ravel() for grid in np.meshgrid(before, after))
    second = np.full_like(first, middle[0])
    known = table.find(keys_of(first, second, third)) > 0
    passes = sieve.passes(hashed(first, 0) + hashed(second, 1) + hashed(third, 2))
    assert passes[known].all()
    assert passes[~known].mean() < 0.1


def test_arrays_are_read_as_numpy_reads_them():
    paths = sorted(FOLDER.glob("*.npy"))
    assert len(paths) == 13
    for path in paths:
        ours, theirs = np.asarray(read_array(path)), np.load(path)
        assert ours.dtype == theirs.dtype
        assert np.array_equal(ours, theirs)


def test_other_arrays_are_refused(tmp_path):
    np.save(tmp_path / "a.npy", np.array(["a"]))
    with pytest.raises(ValueError, match=r"a\.npy"):
        read_array(tmp_path / "a.npy")


def flat(found) -> list:
    return [
        *(found.start, found.meant, found.observed, *found.meant_grams, *found.observed_grams),
        *(found.meant_logs, found.observed_logs, found.channel, found.kind),
    ]


def test_no_score_is_above_its_bound():
    model = load_model()
    slack = []
    for text in texts():
        reading = reading_of(text)
        for found in candidates_of(reading, model.language, model.channel, model.exclusions):
            scores = model.judge.score(features_of(found, reading, model.language, model.marks))
            bound = bound_of(model.judge.all_weights, model.judge.intercept, found.width)
            slack.append(bounds(found, model.language.unigrams, bound) - scores)
    slack = np.concatenate(slack)
    assert len(slack) > 10_000
    assert slack.min() >= 0
    assert np.median(slack) < 5, "else it would be of no use"


@pytest.mark.parametrize("least", [-3.0, -0.3, 1.5])
def test_what_reaches_a_level_is_weighed(least):
    model = load_model()
    for text in texts():
        codes = padded(model.alphabet.encode(text))
        assert above(weigh(codes, model, least), least) == above(weigh(codes, model), least)


def above(weighed, least: float) -> list[tuple]:
    return [
        (int(found.start[row]), found.meant[row].tobytes(), round(float(scores[row]), 3))
        for found, scores in weighed
        for row in np.flatnonzero(scores >= least)
    ]


def test_a_judge_that_rewards_the_beaten_has_no_bound():
    weights = tuple(-1.0 if name == "margin" else 0.0 for name in NAMES)
    assert bound_of(weights, 0.0, 1).rest == float("inf")


def test_one_n_gram_at_a_time_is_what_the_table_says():
    model, counted = load_model(), load_counted()
    text = "".join(texts())[:30_000] + "\U00020000\U0001f600\n國"
    codes = model.alphabet.encode(text)
    assert [counted.code(char) for char in text] == codes.tolist()
    grams = model.language.read(codes)
    for order, values in zip((2, 3, 4), grams, strict=True):
        count = len(codes) - order + 1
        keys = keys_of(*(codes[place : place + count] for place in range(order)))
        found = model.language.table.find(keys)
        for start in range(0, count, 7):
            gram = codes[start : start + order].tolist()
            assert counted.value(gram) == found[start]
            assert counted.is_known(gram) == (level(values[start]) > 0)


def test_plain_characters_are_those_of_the_codes():
    model = load_model()
    every = "".join(map(chr, range(0x2E80, 0xD800))) + "".join(map(chr, range(0xF900, 0xFB00)))
    codes = model.alphabet.encode(every)
    han = codes >= FIRST_HAN
    assert "".join(np.array(list(plain(every)))[han]) == model.alphabet.decode(codes[han])
    assert (np.array(list(plain(every)))[~han] == np.array(list(every))[~han]).all()


def test_what_stands_twice_is_found_wherever_the_table_says_so():
    found = [(text, [span.start for span in doubled(text)]) for text in texts()]
    assert sum(len(starts) for _, starts in found) > 100
    for text, starts in found:
        assert starts == [*twice(text, 1), *twice(text, 2)]


def twice(text: str, width: int) -> list[int]:
    """The same by arrays, at every place of the text."""
    model = load_model()
    reading = reading_of(text)
    codes, grams = reading.codes.tolist(), reading.grams
    find = model.language.table.find

    def known(places: list[int]) -> bool:
        key = keys_of(*(np.array([codes[place]], np.uint16) for place in places))
        return bool(level(find(key))[0] > 0)

    found = []
    for start in range(8, len(codes) - 8):
        second, end = start + width, start + 2 * width
        unit = codes[start:second]
        if unit != codes[second:end] or min(unit) < FIRST_HAN or len(set(unit)) < width:
            continue
        whole = (level(grams.three[second - 2 : second]) > 0).any()
        meet = width == 1 and bool(grams.two[second - 2] & grams.two[end - 1] & IS_WORD)
        once = [*range(second), *range(end, len(codes))]
        three = [known(once[second - before :][:3]) for before in (1, 2)]
        four = [known(once[second - before :][:4]) for before in (1, 2, 3)]
        if not whole and not meet and all(three) and any(four):
            found.append(second - 8)
    return found


def test_idioms_are_found_wherever_three_characters_are_right():
    dice = random.Random(2)
    path = ROOT / "rules" / "typo" / "idioms.txt"
    idioms = dice.sample(path.read_text(encoding="utf-8").splitlines()[1:], 300)
    index, count = index_idioms(idioms), 0
    for _ in range(30):
        text = "".join(damaged(dice.choice(idioms), dice) + dice.choice("，的“") for _ in range(40))
        found = [(each.start, each.right) for each in near_idioms(text, index)]
        assert found == nearly(text, idioms)
        count += len(found)
    assert count > 50


def test_the_ready_made_index_is_that_of_the_list():
    listed = (ROOT / "rules" / "typo" / "idioms.txt").read_text(encoding="utf-8")
    made, kept = index_idioms(listed.splitlines()[1:]), ready_made(listed)
    assert kept, "make it anew: tools/typo_model, write_idioms"
    assert kept[1:] == made[1:]
    assert kept.halves.automaton.serialize() == made.halves.automaton.serialize()
    assert packed(listed, made) == (FOLDER / IDIOMS_INDEX).read_bytes()
    assert ready_made(listed + "再接再厉\n") is None


def nearly(text: str, idioms: list[str]) -> list[tuple[int, str]]:
    """The same by trying every idiom at every place of the text."""
    counted, reading, form = load_counted(), reading_of(text), plain(text)
    found = []
    for wrong in range(4):
        for start in range(len(text) - 3):
            window = form[start : start + 4]
            near = (
                each
                for each in idioms
                if [a == b for a, b in zip(each, window, strict=True)]
                == [place != wrong for place in range(4)]
            )
            right = None if window in idioms else next(near, None)
            if (
                right
                and is_found(text, start, reading)
                and counted.confuses(counted.code(window[wrong]), counted.code(right[wrong]))
            ):
                here = text[start : start + 4]
                found.append((start, here[:wrong] + right[wrong] + here[wrong + 1 :]))
    return found


def is_found(text: str, start: int, reading: Reading) -> bool:
    """Whether four characters are 汉字 that are unknown, no two words, and stand alone."""
    place = slice(start + 8, start + 12)
    two, four = reading.grams.two, reading.grams.four
    words = two[start + 8] & two[start + 10] & IS_WORD
    quoted = text[max(0, start - 1) : start] == "“"
    return bool(
        (reading.codes[place] >= FIRST_HAN).all()
        and reading.doubtful[place].any()
        and not four[start + 8]
        and not words
        and not quoted
        and not crosses_word(text, start, start + 4)
    )


def test_words_over_an_edge():
    assert crosses_word("多部暑期档影片", 1, 3)
    assert not crosses_word("会议部暑重点", 2, 4)
    assert not crosses_word("部暑", 0, 2)


@pytest.mark.parametrize("text", ["再接再厉", "再接厉", "", "接再励", "龘接再厉", "再龘接厉再"])
def test_what_is_no_idiom_but_for_one_character(text):
    assert list(near_idioms(text, index_idioms(IDIOMS))) == []


def test_the_lists_alone_need_no_numpy():
    report = DOCUMENTS / "clean" / "town-party-secretary.txt"
    code = (
        "import sys; from zhupi.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit('numpy' in sys.modules)"
    )
    line = [sys.executable, "-c", code, "check", str(report), "--no-cache", "--no-detector"]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 0


def test_masked_arrays_are_not_imported():
    code = (
        "import sys; from zhupi.typos.detector import suspicions\n"
        "from zhupi.typos.model import load_model\n"
        "assert list(suspicions('全体干部要学习惯彻会议精神，不断罚站壮大集体经济。', load_model()))\n"
        "sys.exit('numpy.ma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_variants_are_found_by_a_set_and_by_a_pattern():
    forget()
    first = [plain(text) for text in ("國务院", "国务院", "")]
    for number in range(60):
        plain(f"部署{number}")
    assert first == [plain(text) for text in ("國务院", "国务院", "")]
    assert first == ["国务院", "国务院", ""]


@pytest.mark.parametrize("seed", range(3))
def test_a_long_text_is_looked_through_in_parts(seed: int, monkeypatch: pytest.MonkeyPatch):
    dice = random.Random(seed)
    lines = [
        "认真学习贯彻彻会议精神，",
        "我镇我镇",
        "再接再励，",
        "國务院再接再励。",
        "老了老了",
        "“再接再励”",
        "",
    ]
    text = "\n".join(dice.choices(lines, k=40))
    idioms = index_idioms(["再接再厉"])
    whole = sorted(doubled(text)), sorted(near_idioms(text, idioms))
    assert all(whole)
    monkeypatch.setattr("zhupi.automata._PART", 7)
    assert (sorted(doubled(text)), sorted(near_idioms(text, idioms))) == whole
