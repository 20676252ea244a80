"""docs/scale.md: its snippets run, and its tables are those that are written."""

import re

import pytest

from tests.e2e.snippets import ROOT, marked
from tests.scale.conftest import make_reports
from zhupi.scale.tables import FILES, FINDINGS

PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
SNIPPETS = marked(PAGE)


@pytest.fixture(scope="module")
def folder(shell, tmp_path_factory):
    """A folder with the results of a run in it."""
    home = tmp_path_factory.mktemp("page")
    done = shell.check(make_reports(home / "in", 3), "-o", "结果", cwd=home)
    assert done.code == 1
    return home


@pytest.mark.parametrize("name", ["scale pyarrow", "scale duckdb", "scale pandas"])
def test_results_are_read_as_the_page_says(folder, monkeypatch, capsys, name):
    monkeypatch.chdir(folder)
    exec(SNIPPETS[name].text, {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(("table", "schema"), [("files", FILES), ("findings", FINDINGS)])
def test_the_tables_are_as_the_page_says(table, schema):
    section = re.search(rf"^\| {table} \| type \|.*?\n\n", PAGE, re.DOTALL | re.MULTILINE)
    told = re.findall(r"^\| `(\w+)` \| (.*?) \|", section.group(), re.MULTILINE)
    assert told == [(field.name, str(field.type).replace("item: ", "")) for field in schema]


def test_the_recipe_for_other_engines_gives_rows(ruleset):
    recipe: dict = {}
    exec(SNIPPETS["scale rows"].text, recipe)
    found = recipe["rows"]("a.txt", "作出了部暑。".encode(), ruleset)
    assert found == [("a.txt", "typo/word", "error", "“部暑”应为“部署”")]
    assert recipe["rows"]("a.docx", b"no", ruleset)[0][1] == "file/unreadable"
