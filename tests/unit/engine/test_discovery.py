import subprocess
from pathlib import Path

import pytest

from zhupi.engine.discovery import discover, is_document
from zhupi.errors import UnreadableFile, UserError


def names(folder: Path, *paths: str) -> list[str]:
    found = discover([str(folder / path) for path in paths] or [str(folder)], failures := [])
    for failure in failures:
        raise failure
    return [Path(path).relative_to(folder).as_posix() for path in found]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "b.md", "a.txt", "c.docx", "~$c.docx", "图.png", "旧 稿/d.markdown", "out/e.md", "out/keep.md",
        ".git/x.md", "node_modules/y.md", "deep/.gitignore", "deep/f.md", "deep/g.md",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("甲")
    (tmp_path / ".gitignore").write_text("/out/*\n!/out/keep.md\n")
    (tmp_path / "deep/.gitignore").write_text("g.md\n")
    return tmp_path


def test_folders_are_searched_without_what_git_ignores(tree: Path):
    assert names(tree) == [
        "a.txt",
        "b.md",
        "c.docx",
        "deep/f.md",
        "out/keep.md",
        "旧 稿/d.markdown",
    ]


def test_a_rule_of_the_repository_holds_in_a_folder_below(tree: Path):
    subprocess.run(["git", "init", "-q", tree], check=True)
    assert names(tree, "out") == ["out/keep.md"]


def test_a_named_file_is_taken_also_when_git_ignores_it(tree: Path):
    assert names(tree, "out/e.md", "a.txt", "a.txt") == ["out/e.md", "a.txt"]


def test_what_is_missing_is_an_error(tree: Path):
    with pytest.raises(UnreadableFile):
        names(tree, "none.md")


@pytest.mark.parametrize("path", ["~$c.docx", "empty"])
def test_nothing_to_check_is_an_error(tree: Path, path: str):
    (tree / "empty").mkdir()
    with pytest.raises(UserError):
        names(tree, path)


def test_a_file_of_several_names_is_taken_once_by_the_first(tree: Path, monkeypatch):
    monkeypatch.chdir(tree)
    (tree / "link").symlink_to("deep")
    (tree / "twin.md").symlink_to("b.md")

    def found(*paths: str) -> list[str]:
        return discover(paths, [])

    assert found("b.md", str(tree / "b.md"), "./b.md") == ["b.md"]
    assert found("link", "deep") == ["link/f.md"]
    assert found(str(tree / "deep"), "deep", "deep/f.md") == [str(tree / "deep" / "f.md")]
    assert found("twin.md", "b.md") == ["twin.md"]
    assert found(".", str(tree)) == found(".")


def test_a_link_is_judged_where_it_stands(tree: Path):
    (tree / "out" / "link.md").symlink_to("../a.txt")
    (tree / "keep.md").symlink_to("out/e.md")
    assert "out/link.md" not in names(tree) and "keep.md" in names(tree)


def test_paths_are_those_that_were_given(tree: Path, monkeypatch):
    monkeypatch.chdir(tree / "deep")
    assert discover(["."], []) == ["f.md"]
    assert discover(["../deep"], []) == ["../deep/f.md"]
    assert discover(["./f.md", "..//a.txt"], []) == ["f.md", "../a.txt"]
    monkeypatch.chdir(tree)
    assert discover(["./deep/"], []) == ["deep/f.md"]


@pytest.mark.parametrize(
    "name", ["", ".md", "a", "a.", "..md", "a.MD", "~$a.md", "zhupi-words.txt"]
)
def test_what_is_a_document_is_told_by_its_name(name: str):
    assert is_document(name) == (name in ("..md", "a.MD"))
