"""The page of the architecture and its picture are what the code is."""

import re
from functools import cache

import pytest
from tools.make_architecture import PICTURE, picture
from tools.rooms import PROGRAM, ROOT, SPINE, Step, house, returned, rooms

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| (`.+?) \| (.+) \|$", PAGE, re.MULTILINE)


def test_the_picture_is_current():
    message = "run: python tools/make_architecture.py"
    assert PICTURE.read_text(encoding="utf-8") == picture(), message


def test_every_room_is_drawn_and_nothing_else():
    plan = house()
    drawn = [*(room for layer in plan.upper for room in layer), *plan.ground]
    assert sorted(drawn) == sorted(rooms())
    assert all(f">{room}</text>" in picture() for room in drawn)


def test_every_room_is_in_the_table_and_no_other():
    named = [name for cell, _ in TABLE for name in re.findall(r"`(.+?)(?:/|\.py)`", cell)]
    assert sorted(named) == sorted(rooms())


def test_an_implied_arrow_is_not_drawn():
    assert "engine" in house().imports["settings"]
    assert "model" not in house().imports["engine"]


@pytest.mark.parametrize("step", SPINE[:-1], ids=lambda step: step.function)
def test_a_step_makes_what_the_picture_says(step: Step):
    assert step.function.startswith(f"zhupi.{step.room}")
    assert re.search(rf"\b{step.noun}\b", returned(step))


@pytest.mark.parametrize(("cell", "words"), TABLE)
def test_what_stands_in_a_room_is_there(cell: str, words: str):
    for name in re.findall(r"`(\w+)/?`", words):
        assert name in known(), f"{cell} is said to hold {name}"


def test_paths_on_the_page_lead_to_files():
    for path in re.findall(r"`(\w+(?:/\w+)*/(?:\w+\.\w+)?)`", PAGE):
        assert any((base / path).exists() for base in (ROOT, PROGRAM)), path


@cache
def known() -> set[str]:
    """The names of modules, folders and functions."""
    files = list(PROGRAM.rglob("*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return {
        *(file.stem for file in files),
        *(file.parent.name for file in files),
        *re.findall(r"^ *(?:def|class) (\w+)", text, re.MULTILINE),
    }
