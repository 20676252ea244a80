"""Rule files and configurations: what is wrong in them, and what may be written."""

from pathlib import Path

import pytest

from zhupi.lsp.rule_files import faults_of, kind_of, proposals
from zhupi.rulepacks import Ruleset, load_ruleset

PACK = "pack: house\ntitle: 本单位\ntitle-en: ours\n"
RULE = """check: regex
pattern: 发改委
severity: warning
message: 写全称
message-en: write it out
why: 单位规定
why-en: house style
examples:
  - bad: 报发改委。
    at: "1:2"
  - good: 报发展和改革委员会。
"""


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "rules" / "house"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    return folder


def words(path: Path, text: str, rules: Ruleset) -> list[str]:
    """What is proposed at the ‸ in a text."""
    offset = text.index("‸")
    return [each.words for each in proposals(str(path), text.replace("‸", ""), offset, rules)]


def test_files_are_known_by_their_place(pack: Path):
    assert kind_of(str(pack / "name.yaml")) == "rule" and kind_of(str(pack / "pack.yaml")) == "pack"
    assert kind_of(str(pack.parent / "name.yaml")) == "" and kind_of("/w/zhupi.toml") == "config"


def test_a_key_that_there_is_not_is_told_with_its_line(pack: Path):
    (fault,) = faults_of(str(pack / "name.yaml"), RULE + "nonsense: 1\n", "zh")
    assert fault.line == RULE.count("\n") + 1 and "nonsense" in fault.message


def test_an_example_that_fails_is_told_at_its_line(pack: Path):
    assert faults_of(str(pack / "name.yaml"), RULE, "zh") == []
    wrong = RULE + "  - good: 发改委\n"
    (fault,) = faults_of(str(pack / "name.yaml"), wrong, "zh")
    assert fault.line == wrong.count("\n") and "house/name" in fault.message


def test_yaml_that_is_none_is_told(pack: Path):
    assert faults_of(str(pack / "name.yaml"), "check: [\n", "zh")
    assert faults_of(str(pack / "pack.yaml"), "nonsense: 1\n", "en")


def test_a_key_is_proposed_with_what_it_means(pack: Path, rules: Ruleset):
    found = words(pack / "name.yaml", "che‸", rules)
    assert "check" in found and "severity" in found
    assert "check" not in words(pack / "name.yaml", "check: regex\n‸", rules)


def test_values_are_proposed(pack: Path, rules: Ruleset):
    assert {"error", "warning", "info"} <= set(words(pack / "name.yaml", "severity: ‸", rules))
    assert "regex" in words(pack / "name.yaml", "check: ‸", rules)


def test_keys_inside_keys_are_proposed(pack: Path, rules: Ruleset):
    assert "bad" in words(pack / "name.yaml", "check: regex\nexamples:\n  - ‸", rules)


def test_configurations(rules: Ruleset):
    path = Path("/w/zhupi.toml")
    assert {"select", "ignore", "suppress"} <= set(words(path, "‸", rules))
    assert "typo/word" in words(path, 'ignore = ["‸', rules)
    assert "typo/word" in words(path, '[[suppress]]\nrule = "‸', rules)
    assert {"rule", "quote", "files", "reason"} <= set(words(path, "[[suppress]]\n‸", rules))
    assert "thorough" in words(path, "detector = ‸", rules)
    (fault,) = faults_of(str(path), 'ignore = []\nnonsense = "x"\n', "zh")
    assert fault.line == 2 and "nonsense" in fault.message
    assert faults_of(str(path), "ignore = [\n", "zh") and not faults_of(str(path), "", "zh")


def test_other_files_have_no_proposals(rules: Ruleset):
    assert words(Path("/w/other.yaml"), "‸", rules) == []
    assert faults_of("/w/other.yaml", "a: [", "zh") == []
