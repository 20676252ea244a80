"""Lists and tables beside rules."""

import pytest

from zhupi.checks.base import BadOption, Subject
from zhupi.checks.datafiles import lines_of, rows_of
from zhupi.checks.dictionary import Dictionary
from zhupi.checks.fixed_set import read_sets
from zhupi.formats import read
from zhupi.outline.building import build_outline
from zhupi.patterns import DataFile


def test_the_lines_of_a_list():
    assert list(lines_of(DataFile("# 注\r\n甲\r\n\r\n乙"))) == [(2, "甲"), (4, "乙")]


def test_the_rows_of_a_table():
    table = DataFile("名\t义\n甲\n# 注\n乙\t丙\t丁\n")
    assert list(rows_of(table, ["名", "义"])) == [(2, ["甲", ""]), (4, ["乙", "丙"])]
    assert list(rows_of(table, ["名"], more=True)) == [(2, ["甲"]), (4, ["乙"])]


@pytest.mark.parametrize("text", ["", "义\t名\n", "\n名\t义\n", "名\t义\t源\n"])
def test_another_header_is_refused(text: str):
    with pytest.raises(BadOption):
        list(rows_of(DataFile(text), ["名", "义"]))


def test_a_table_of_sets_without_sets_finds_nothing():
    sets = read_sets(DataFile("name\tmembers\tunless\tsource\n"))
    assert not sets.name.search("“四个意识”") and not sets.number.search("“四个意识”")


def test_a_table_is_checked_whole_before_any_row_is_looked_at():
    head = "wrong\tright\tunless\n"
    for rows in ("部暑\t部署\n部暑\t布署\n", "部暑\t\n", "部暑\t部暑\n", "部暑\t部署\t暑期\n"):
        with pytest.raises(BadOption):
            Dictionary(DataFile(head + rows)).validate()


def test_only_rows_that_stand_in_a_text_are_read():
    table = DataFile("wrong\tright\tunless\tsource\n# 注\n部暑 \t部署\t多部暑期片|部暑假\n甲\n")
    document = read("按部暑办，多部暑期片。".encode(), "a.txt")
    (match,) = Dictionary(table).find(Subject(document, build_outline(document)))
    assert (match.span.start, match.suggestions) == (1, ("部署",))
