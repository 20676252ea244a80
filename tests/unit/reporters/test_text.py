from tests.unit.reporters.reporting import result_for, written
from zhupi.model.width import display_width


def as_text(source: str, ruleset, name="报告.txt", **style) -> list[str]:
    return written("text", [result_for(source, name, ruleset)], **style).split("\n")


def test_carets_stand_under_the_words_at_their_width(ruleset):
    lines = as_text("开会abc𠮷：部暑工作", ruleset)
    carets = next(index for index, line in enumerate(lines) if "^" in line)
    words, marks = lines[carets - 1], lines[carets]
    assert display_width(words[: words.index("部暑")]) == marks.index("^")
    assert marks.count("^") == 4


def test_a_long_line_is_cut_to_the_width_around_the_finding(ruleset):
    lines = as_text("很长的一段话" * 60 + "会议部暑工作" + "还有很长的话" * 60, ruleset, width=80)
    assert all(display_width(line) <= 80 for line in lines)
    assert any("部暑" in line and line.strip().startswith("…") for line in lines)


def test_everything_fits_in_eighty_columns(ruleset):
    from tests.conftest import DOCUMENTS

    for path in (DOCUMENTS / "faulty").glob("report.*"):
        lines = as_text(path.read_text(), ruleset, path.name)
        assert [line for line in lines if display_width(line) > 80] == []


def test_the_last_line_gives_the_figures(ruleset):
    assert as_text("很好。", ruleset)[-2] == "检查了 1 个文件，没有发现问题。"
    assert "错误 1" in as_text("部暑", ruleset)[-2]
    assert "1 error, 0 warnings" in as_text("部暑", ruleset, lang="en")[-2]


def test_colours_only_when_asked_for(ruleset):
    assert "\x1b[" not in "\n".join(as_text("部暑", ruleset))
    assert "\x1b[31m" in "\n".join(as_text("部暑", ruleset, colour=True))
