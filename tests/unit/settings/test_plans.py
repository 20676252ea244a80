"""What holds for a file: the nearest configuration, what it extends, the command line."""

import pickle
from pathlib import Path

import pytest

from zhupi import Severity, UserError, lint, read
from zhupi.settings import Asked, Plan, Planner

FAULTY = "# 报告\n\n会议部暑工作。\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "草稿").mkdir()
    return tmp_path


def write(folder: Path, text: str, name: str = "zhupi.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def plan_of(file: Path, **asked) -> tuple[Plan, Planner]:
    planner = Planner(Asked(**asked))
    return planner.plan(file), planner


def rules_of(file: Path, **asked) -> set[str]:
    plan, planner = plan_of(file, **asked)
    return {rule.name for rule in planner.ruleset(plan).rules if rule.enabled}


def found(file: Path, text: str = FAULTY, **asked) -> dict[str, Severity]:
    plan, planner = plan_of(file, **asked)
    document = read(text.encode(), str(file))
    return {f.rule: f.severity for f in lint(document, planner.ruleset(plan), genre=plan.genre)}


def test_the_nearest_file_holds_alone(office: Path):
    write(office, 'ignore = ["typo"]')
    write(office / "草稿", 'ignore = ["residue"]')
    assert "typo/word" not in found(office / "a.md")
    assert "typo/word" in found(office / "草稿" / "a.md")


def test_what_is_extended_holds_where_nothing_else_is_said(office: Path):
    write(office, 'ignore = ["residue"]\nfail-on = "error"\n[severity]\n"typo" = "info"\n')
    write(
        office / "草稿",
        'extends = ".."\nignore = ["typo/idiom"]\n[severity]\n"typo/word" = "error"',
    )
    file = office / "草稿" / "a.md"
    rules = rules_of(file)
    assert not any(name.startswith("residue/") for name in rules)
    assert "typo/idiom" not in rules
    assert found(file)["typo/word"] is Severity.ERROR
    assert plan_of(file)[0].chosen.fail_on == "error"


def test_select_sets_the_choices_below_aside(office: Path):
    write(office, 'ignore = ["typo"]\nenable = ["residue/mobile-number"]')
    write(office / "草稿", 'extends = ".."\nselect = ["typo/word", "number"]')
    rules = rules_of(office / "草稿" / "a.md")
    assert "typo/word" in rules
    assert {name.partition("/")[0] for name in rules} == {"typo", "number"}


def test_pyproject_holds_where_there_is_no_file_of_its_own(office: Path):
    write(office, '[project]\nname = "x"\n[tool.zhupi]\nignore = ["typo"]\n', "pyproject.toml")
    write(office / "草稿", "[tool.other]\nx = 1\n", "pyproject.toml")
    assert "typo/word" not in rules_of(office / "草稿" / "a.md")
    write(office, "")
    assert "typo/word" in rules_of(office / "草稿" / "a.md")


def test_files_and_genres_by_pattern(office: Path):
    write(
        office,
        '[genres]\n"草稿/*.md" = "work-report"\n'
        '[[files]]\nmatch = ["草稿/"]\nignore = ["typo"]\nfail-on = "never"\n',
    )
    inside, outside = office / "草稿" / "a.md", office / "a.md"
    assert "typo/word" not in found(inside) and "typo/word" in found(outside)
    assert "genres/work-report/missing-section" in found(inside)
    assert plan_of(inside)[0].chosen.fail_on == "never"
    assert plan_of(outside)[0].genre == ""


def test_what_stands_there_counts_though_it_is_the_default(office: Path):
    write(
        office,
        'fail-on = "error"\n[genres]\n"*.md" = "notice"\n'
        '[[files]]\nmatch = ["草稿/"]\nfail-on = "warning"\ngenre = ""\n',
    )
    plan, _ = plan_of(office / "草稿" / "a.md")
    assert (plan.chosen.fail_on, plan.genre) == ("warning", "")
    assert plan_of(office / "a.md")[0].chosen.fail_on == "error"


def test_enabling_a_pack_takes_the_rules_that_are_on(office: Path):
    write(office, 'select = ["typo"]\nenable = ["number", "residue"]\n')
    rules = rules_of(office / "a.md")
    assert "number/percent" in rules and "residue/ad-block" in rules
    assert "residue/mobile-number" not in rules and "wording/redundant" not in rules


def test_names_are_looked_at_whichever_file_they_are_about(office: Path):
    for text in (
        '[[files]]\nmatch = ["no"]\nignore = ["typo/wrod"]',
        '[[files]]\nmatch = ["no"]\n[files.options]\nnosuch = { a = 1 }',
        '[[files]]\nmatch = ["no"]\n[files.options]\n"typo/word" = { a = 1 }',
        '[genres]\n"no/*" = "nosuch"',
        '[[suppress]]\nrule = "typo/wrod"\nfiles = ["no/*"]',
    ):
        write(office, text)
        with pytest.raises(UserError, match=r"zhupi\.toml:\d"):
            rules_of(office / "a.md")


def test_an_excluded_folder_is_not_entered_for_its_own_configuration(office: Path):
    write(office, 'exclude = ["草稿/"]\n')
    write(office / "草稿", "bogus = 1\n")
    assert Planner(Asked()).excludes(office / "草稿")


def test_files_of_words_are_no_documents(office: Path):
    (office / "my.txt").write_text("部暑 → 部署\n")
    write(office, '[words]\nfiles = ["my.txt"]\n')
    assert Planner(Asked()).excludes(office / "my.txt")


def test_a_linked_configuration_is_about_the_folder_it_is_linked_in(office: Path):
    (office / "shared").mkdir()
    write(office / "shared", 'exclude = ["草稿/"]\n')
    (office / "zhupi.toml").symlink_to(office / "shared" / "zhupi.toml")
    assert Planner(Asked()).excludes(office / "草稿" / "a.md")


@pytest.mark.parametrize("text", ["[tool . zhupi]", "[tool]\nzhupi.", '[tool."zhupi"]'])
def test_every_way_to_write_the_table(text: str, office: Path):
    line = "" if text.endswith(".") else "\n"
    write(office, f'{text}{line}ignore = ["typo"]\n', "pyproject.toml")
    assert "typo/word" not in rules_of(office / "a.md")


def test_a_broken_project_file_that_speaks_of_us_is_said(office: Path):
    write(office, "[tool.zhupi]\nfail-on = warning\n", "pyproject.toml")
    with pytest.raises(UserError, match=r"pyproject\.toml:2"):
        rules_of(office / "a.md")
    write(office, "[tool.other]\nx = oops\n", "pyproject.toml")
    assert rules_of(office / "a.md")


def test_the_command_line_counts_most(office: Path):
    write(office, 'select = ["residue"]\nignore = ["typo"]\n[genres]\n"*" = "notice"\n')
    file = office / "a.md"
    assert rules_of(file, select=("typo/word",)) == {"typo/word"}
    assert plan_of(file, genre="request")[0].genre == "request"
    assert len(rules_of(file, isolated=True)) > 100


def test_a_configuration_that_is_named_holds_for_all(office: Path):
    write(office, 'ignore = ["typo"]')
    write(office / "草稿", "")
    file = office / "草稿" / "a.md"
    assert "typo/word" not in rules_of(file, config=str(office / "zhupi.toml"))


def test_a_severity_changes_no_choice_between_findings(office: Path):
    write(office, '[severity]\n"typo/word" = "info"\n')
    assert found(office / "a.md") == {"typo/word": Severity.INFO}


def test_severity_off_and_the_later_one_counts(office: Path):
    write(office, '[severity]\n"typo" = "off"\n"number" = "info"\n')
    rules = rules_of(office / "a.md")
    assert not any(name.startswith("typo/") for name in rules)


def test_options_of_a_rule(office: Path):
    sentence = "这一句话在文中一字不差地出现了两次，一共三十个字左右吧。"
    text = f"# 报告\n\n{sentence}\n\n别的。\n\n{sentence}\n"
    file = office / "a.md"
    assert "residue/repeated-sentence" in found(file, text)
    write(office, '[options]\n"residue/repeated-sentence" = { at-least = 60 }\n')
    assert "residue/repeated-sentence" not in found(file, text)


def test_words_of_configuration_and_file(office: Path):
    (office / "zhupi-words.txt").write_text("综治中心 → 社会治理中心\n")
    (office / "more.txt").write_text("部暑\n")
    write(
        office,
        '[words]\nallow = ["椰字号"]\nfiles = ["more.txt"]\n[words.replace]\n"甲办" = "甲局"\n',
    )
    rules = found(office / "草稿" / "a.md", "会议部暑工作，综治中心和甲办参加。")
    assert rules == {"words/own-word": Severity.ERROR}


def test_own_packs(office: Path):
    pack = office / "规则" / "house"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("pack: house\ntitle: 本单位\n")
    (pack / "no-boss.yaml").write_text(
        "check: literal\nwords: [老板]\nmessage: 不写老板\nseverity: error\nwhy: 不合体统\n"
        "examples:\n  - bad: 老板好\n    at: '1:1'\n  - good: 同志好\n"
    )
    write(office, 'rules = ["规则"]\n')
    assert found(office / "a.md", "老板讲话。")["house/no-boss"] is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('ignor = ["typo"]', "zhupi.toml:1", "ignore"),
        ('\nignore = [\n "typo/wrod"]', "zhupi.toml:3", "typo/word"),
        ("[severity]\n'typo' = 'fatal'", "zhupi.toml:2", "error"),
        ("[options]\n'typo/wordd' = { x = 1 }", "zhupi.toml:2", "typo/word"),
        ("[options]\n'residue/repeated-sentence' = { atleast = 1 }", "zhupi.toml:2", "at-least"),
        ("[options]\n'residue/repeated-sentence' = { at-least = 'x' }", "zhupi.toml:2", ""),
        ("[genres]\n'*' = 'work-reprot'", "zhupi.toml:2", "work-report"),
        ("extends = 'nowhere.toml'", "zhupi.toml:1", ""),
        ("extends = 'zhupi.toml'", "zhupi.toml:1", "extends"),
        ("\n\nrules = ['nowhere']", "zhupi.toml:3", ""),
        ("[words]\nfiles = ['nowhere.txt']", "zhupi.toml:2", ""),
        ("[words]\nallow = ['字']", "zhupi.toml:2", ""),
        ("[[suppress]]\nrule = 'typo'\nqoute = 'x'", "zhupi.toml:3", "quote"),
        ("[[files]]\nignore = ['typo']", "zhupi.toml:1", "match"),
        ("exclude = [\n'!']", "zhupi.toml:2", ".gitignore"),
        ("[[files]]\nmatch = ['[z-a]']", "zhupi.toml:2", ".gitignore"),
        ("[options]\n'typo' = { x = 1 }", "zhupi.toml:2", "全名"),
        ("require-reason = 'x'", "zhupi.toml:1", ""),
        ("require-reason = true\n[[suppress]]\nrule = 'typo'", "zhupi.toml:2", "reason"),
        ("select = ['typo']\nignore = ['typo']", "--select", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_line(office: Path, text: str, where: str, words: str):
    write(office, text)
    planner = Planner(Asked())
    with pytest.raises(UserError) as caught:
        planner.ruleset(planner.plan(office / "a.md"))
    assert caught.value.where.endswith(where) or where in caught.value.where
    assert words in caught.value.mend.zh + caught.value.what.zh


def test_a_planner_goes_to_another_process(office: Path):
    planner = pickle.loads(pickle.dumps(Planner(Asked(select=("typo/word",)))))
    assert rules_of(office / "a.md", select=("typo/word",)) == {
        rule.name for rule in planner.ruleset(planner.plan(office / "a.md")).rules
    }


def test_excluded(office: Path):
    write(office, 'exclude = ["草稿/", "*.tmp.md"]\n')
    planner = Planner(Asked())
    assert planner.excludes(office / "草稿" / "a.md") and planner.excludes(office / "x.tmp.md")
    assert not planner.excludes(office / "a.md")
