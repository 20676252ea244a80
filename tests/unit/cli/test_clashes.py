"""Options that cannot go together are refused, whatever else is asked for."""

from pathlib import Path

import pytest

from tests.unit.cli.running import zhupi
from zhupi.cli.parser import build_parser
from zhupi.errors import UserError


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--diff", "--format", "json"], "--diff：不能和 --format 同时用"),
        (["--diff", "--copies"], "--copies"),
        (["--diff", "--fix"], "--fix"),
        (["--diff", "--watch"], "--watch"),
        (["--baseline", "a.json", "--no-baseline"], "--no-baseline：不能和 --baseline 同时用"),
        (["--isolated", "--config", "zhupi.toml"], "--isolated：不能和 --config 同时用"),
        (["--no-detector", "--detector", "thorough"], "--detector"),
        (["--unsafe-fixes"], "--unsafe-fixes：没有 --fix 或 --diff，它不起作用"),
        (["--no-track"], "--no-track"),
        (["好.txt", "--stdin-filename", "a.md"], "--stdin-filename：已经给出文件"),
        (["好.txt", "-"], "标准输入只能单独检查"),
        (["-", "好.txt", "--stdin-filename", "a.md"], "标准输入只能单独检查"),
    ],
)
def test_options_that_cannot_go_together(arguments: list[str], said: str, folder: Path):
    (folder / "zhupi.toml").write_text("")
    code, output, errors = zhupi("check", *arguments, cwd=folder, stdin=b"x")
    assert (code, output) == (2, "") and said in errors and "怎样改" in errors


def test_a_difference_may_go_to_a_file(folder: Path):
    code, output, _ = zhupi("check", ".", "--diff", "-o", "改.diff", cwd=folder)
    assert (code, output) == (1, "") and "+召开会议部署" in (folder / "改.diff").read_text()


def test_other_commands_refuse_them_as_well(folder: Path):
    (folder / "zhupi.toml").write_text("")
    code, _, errors = zhupi("config", "--isolated", "--config", "zhupi.toml", cwd=folder)
    assert code == 2 and "--isolated" in errors
    code, _, errors = zhupi("baseline", "-", "好.txt", cwd=folder)
    assert code == 2 and "单独" in errors


@pytest.mark.parametrize("word", ["0", "x", "-1", "1.5", ""])
def test_a_number_of_processes_that_is_none(word: str):
    with pytest.raises(UserError) as error:
        build_parser("zh").parse_args(["check", f"--jobs={word}"])
    assert f"--jobs 要写 1 以上的整数，不能是 {word}" in error.value.say("zh")
    assert f"--jobs: it must be a number from 1 on, not {word}" in error.value.say("en")


def test_a_fault_of_the_configuration_is_said_once_by_a_difference(folder: Path):
    (folder / "zhupi.toml").write_text('select = ["typo/wrod"]\n')
    code, output, errors = zhupi("check", ".", "--diff", cwd=folder)
    assert (code, output) == (2, "") and errors.count("zhupi.toml:1") == 1
