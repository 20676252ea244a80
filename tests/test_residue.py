"""Advertisements wherever they stand, and notices that only look like them."""

import pytest

from tests.conftest import DOCUMENTS
from tests.reports import as_docx
from tests.word_files import with_story
from zhupi import Safety, Severity, fix_bytes, lint, locate, read, select_rules

FOLDER = DOCUMENTS / "residue"
HOST = (DOCUMENTS / "clean" / "branch-secretary.txt").read_text().rstrip("\n").split("\n")
NOTICE = ["关于做好有关工作的通知", "各单位：", "现将有关事项通知如下，请认真贯彻落实。"]


def lines_of(name: str) -> list[str]:
    return (FOLDER / name).read_text().rstrip("\n").split("\n")


@pytest.fixture(scope="module")
def residue(ruleset):
    return select_rules(ruleset, ["residue"], [])


def accused(lines: list[str], residue) -> set[int]:
    """The lines, from 0, on which a warning or an error stands."""
    document = read("\n".join(lines).encode(), "a.txt")
    found = [f.span for f in lint(document, residue) if f.severity >= Severity.WARNING]
    places = [locate(document, span) for span in found]
    return {line - 1 for p in places for line in range(p.start.line, p.end.line + 1)}


@pytest.mark.parametrize("at", [0, len(HOST) // 2, len(HOST)], ids=["head", "middle", "tail"])
def test_advertisements_are_found_and_nothing_else(at: int, residue):
    ads = lines_of("advertisements.txt")
    found = [accused([*HOST[:at], ad, *HOST[at:]], residue) for ad in ads]
    assert all(lines <= {at} for lines in found), "a line of the report was accused"
    missed = [ad for ad, lines in zip(ads, found, strict=True) if not lines]
    assert len(missed) <= 0.05 * len(ads), missed


@pytest.mark.parametrize("before", [NOTICE, HOST], ids=["notice", "report"])
def test_no_notice_is_accused(before: list[str], residue):
    wrong = [line for line in lines_of("notices.txt") if accused([*before, line], residue)]
    assert wrong == []


def test_an_advertisement_of_several_lines_is_one_finding_and_goes_whole(residue):
    ad = [
        "【青竹材料铺】每日更新机关公文范文，会员群同步发布",
        "一键下载，永久会员仅需99元",
        "需要的小伙伴请加微信：qz_2023，代写各类文稿，好评如潮！",
    ]
    raw = "\n".join([*HOST, *ad]).encode()
    (finding,) = [f for f in lint(read(raw, "a.txt"), residue) if f.severity is Severity.ERROR]
    assert "共3段" in finding.message and "代写服务“代写”" in finding.message
    assert finding.fix and finding.fix.safety is Safety.SAFE
    fixed = fix_bytes(raw, "a.txt", residue, Safety.SAFE).decode()
    assert fixed.rstrip("\n").split("\n") == HOST


def test_words_of_the_report_beside_an_advertisement_stay(residue):
    ad = "需要的小伙伴请加微信：qz_2023，代写各类文稿，好评如潮！"
    lines = [*HOST, "三、推动高质量发展", "推动党建工作高质量发展。"]
    raw = "\n".join([*lines, ad, "专注落实，走深走实。"]).encode()
    fixed = fix_bytes(raw, "a.txt", residue, Safety.UNSAFE).decode()
    assert [line for line in fixed.split("\n") if line] == [
        line for line in [*lines, "专注落实，走深走实。"] if line
    ]


def test_lines_are_the_same_only_when_their_words_are(residue):
    ads = ["青竹铺子：代写文稿，加微信：qz_2023", "翠竹铺子：代写文稿，加微信：qz_2023"]
    (finding,) = [
        f
        for f in lint(read("\n".join([*HOST, *ads]).encode(), "a.txt"), residue)
        if f.rule == "residue/ad-block"
    ]
    assert "重复的行" not in finding.message and not finding.related


def test_evidence_that_is_not_overwhelming_is_not_deleted_unasked(residue):
    raw = "\n".join([*HOST, "公众号：文稿驿站，海量公文范文免费下载"]).encode()
    assert fix_bytes(raw, "a.txt", residue, Safety.SAFE) == raw
    fixed = fix_bytes(raw, "a.txt", residue, Safety.UNSAFE).decode()
    assert fixed.rstrip("\n").split("\n") == HOST


def test_a_template_is_told_of_once(residue):
    lines = [f"第{number}季度在××市召开会议X次。" for number in "一二三四五六七八"]
    document = read("\n".join(lines).encode(), "a.txt")
    (finding,) = [f for f in lint(document, residue) if f.rule == "residue/unknown-mark"]
    assert "共16处" in finding.message


AD = "需要Word版请私信，加薇❤：qz_2023，代写各类公文范文"


@pytest.mark.parametrize(
    "story", ["footer", "header", "footnote", "comment", "textbox", "watermark", "hidden"]
)
def test_every_part_of_a_word_file_is_read(story: str, residue):
    document = read(with_story(story, AD, HOST), "a.docx")
    (finding,) = [f for f in lint(document, residue) if f.rule == "residue/ad-block"]
    assert finding.span.of(document.text).strip() == AD


def test_clean_word_file(residue):
    document = read(as_docx(HOST), "a.docx")
    assert [f for f in lint(document, residue) if f.severity >= Severity.WARNING] == []
