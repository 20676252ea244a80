"""Remarks and corrections written into Word files."""

import io
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.word_files import word, zipped
from tests.writing_word import (
    DATE,
    commented,
    expected,
    other_entries,
    random_edits,
    random_remarks,
    said,
    written,
)
from zhupi import Safety, UserError, fix_bytes, lint, read
from zhupi.engine.annotating import annotate
from zhupi.engine.fixing import Terms, fix_file
from zhupi.formats import docx
from zhupi.formats.docx.comments import Remark
from zhupi.formats.options import Manner
from zhupi.model.fix import Edit
from zhupi.model.span import Span

HERE = Path(__file__).parent
FILES = sorted([*(HERE / "word").glob("*.doc[xm]"), *(HERE.parent / "examples").glob("*.docx")])
FAULTY = HERE.parent / "examples" / "述职报告（待改）.docx"


def check_random(raw: bytes, path: str, seed: int) -> None:
    chance = random.Random(f"{Path(path).name}{seed}")
    document = docx.read(raw, path)
    edits, remarks = random_edits(document, chance), random_remarks(document, chance)
    tracked = written(raw, document, edits, remarks, track=True)
    refused = {edit for fix in tracked.refused for edit in fix.edits}
    made = [edit for edit in edits if edit not in refused]
    wanted = expected(document, made)
    assert said(tracked.raw, path) == wanted
    assert said(tracked.raw, path, original=True) == said(raw, path, original=True)
    plain = written(raw, document, edits, [], track=False)
    if wanted:
        assert said(plain.raw, path) == wanted
    before, after = other_entries(raw), other_entries(tracked.raw)
    changed = {name for name in before if before[name] != after[name]}
    parts = {"comments", "document", "header", "footer", "footnotes", "endnotes", "rels", "Types"}
    assert all(any(part in name for part in parts) for name in changed)
    assert [name for name in after if name in before] == list(before)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("seed", range(4))
def test_rejecting_gives_the_old_text_and_accepting_the_new(path: Path, seed: int):
    check_random(path.read_bytes(), path.name, seed)


def test_the_same_over_the_files_of_other_projects(shared: Path):
    done = 0
    for path in sorted((shared / "docx").rglob("*.doc[xm]")):
        raw = path.read_bytes()
        try:
            document = docx.read(raw, str(path))
            written(raw, document, [], random_remarks(document, random.Random(1), 1), track=True)
        except UserError:
            continue  # none that is read or may be written: docs/word.md
        if len(document.text) > 40:
            check_random(raw, str(path), 0)
            done += 1
    assert done > 200


def remarks_on(text: str, *words: str) -> list[Remark]:
    return [Remark(Span(text.index(w), text.index(w) + len(w)), ("说明",)) for w in words]


def test_a_comment_stands_around_exactly_its_characters():
    raw = word(
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>会议部</w:t></w:r><w:r><w:t xml:space="preserve">暑 &amp; '
        "落实</w:t><w:tab/><w:t>工作</w:t></w:r></w:p>"
    )
    raw = zipped(raw)
    document = docx.read(raw, "a.docx")
    remarks = remarks_on(document.text, "部暑", "& 落", "作")
    result = written(raw, document, [], remarks, track=True)
    assert result.moved == ()
    assert list(commented(result.raw).values()) == ["部暑", "& 落", "作"]
    assert said(result.raw, "a.docx") == said(raw, "a.docx")


def test_an_edit_keeps_the_formatting_of_its_run():
    raw = zipped(word("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>会议部暑工作</w:t></w:r></w:p>"))
    document = docx.read(raw, "a.docx")
    result = written(raw, document, [Edit(Span(3, 4), "署")], [], track=True)
    xml = zipfile.ZipFile(io.BytesIO(result.raw)).read("word/document.xml").decode()
    assert xml.count("<w:rPr><w:b/></w:rPr>") == 4
    assert '<w:delText xml:space="preserve">暑</w:delText>' in xml
    assert f'w:author="朱批" w:date="{DATE}"' in xml
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:ins w:id="1" w:author="甲"><w:r><w:t>会议部暑工作</w:t></w:r></w:ins></w:p>',
        '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>会议部暑工作</w:t></w:r></w:fldSimple></w:p>',
        '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>会议部暑工作</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>会议部暑工作</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>会议部暑工作</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    ],
    ids=["revision", "field", "link", "complex-field", "control"],
)
def test_what_something_else_owns_is_commented_and_not_edited(body: str):
    raw = zipped(word(body))
    document = docx.read(raw, "a.docx")
    edit = Edit(Span(3, 4), "署")
    result = written(raw, document, [edit], remarks_on(document.text, "部暑"), track=True)
    assert [fix.edits for fix in result.refused] == [(edit,)]
    assert list(commented(result.raw).values()) == ["部暑"]


def test_a_fix_is_made_whole_or_not_at_all(ruleset):
    link = '<w:hyperlink w:anchor="a"><w:r><w:t>承办)</w:t></w:r></w:hyperlink>'
    raw = zipped(word(f"<w:p><w:r><w:t>中心(市直</w:t></w:r>{link}</w:p>"))
    fixed = fix_file(raw, "a.docx", Terms(ruleset, manner=Manner(date=DATE)))
    assert fixed.made == 0 and fixed.refused == 1 and fixed.raw == raw


def test_paragraphs_that_go_leave_nothing_once_accepted(ruleset):
    fixed = fix_file(FAULTY.read_bytes(), "a.docx", Terms(ruleset, manner=Manner(date=DATE)))
    new = read(fixed.raw, "a.docx")
    assert "柘墨公文汇" not in new.text and fixed.refused == 0
    assert said(fixed.raw, "a.docx", original=True) == said(FAULTY.read_bytes(), "a.docx")
    left = {finding.rule for finding in lint(new, ruleset) if finding.fix}
    assert not any(rule.startswith(("typo", "residue")) for rule in left)


@pytest.mark.parametrize("track", [True, False])
def test_fixing_settles_and_brings_nothing_new(track: bool, ruleset):
    terms = Terms(ruleset, Safety.UNSAFE, manner=Manner(date=DATE, track=track))
    raw = FAULTY.read_bytes()
    once = fix_file(raw, "a.docx", terms)
    again = fix_file(once.raw, "a.docx", terms)
    assert again.made == 0 and again.raw == once.raw
    before = {finding.rule for finding in lint(read(raw, "a.docx"), ruleset)}
    assert {finding.rule for finding in lint(read(once.raw, "a.docx"), ruleset)} <= before


def test_annotating_says_all_and_changes_nothing_else(ruleset):
    raw = FAULTY.read_bytes()
    done = annotate(raw, "a.docx", Terms(ruleset, manner=Manner(date=DATE)))
    findings = lint(read(raw, "a.docx"), ruleset)
    assert done.findings == findings and done.tracked == 6 and done.refused == 0
    anchored = list(commented(done.raw).values())
    assert len(anchored) == len(findings) + 1  # and the summary
    comments = zipfile.ZipFile(io.BytesIO(done.raw)).read("word/comments.xml").decode()
    assert "“部暑”应为“部署”" in comments and "朱批检查结果：错误 5" in comments
    assert done.raw == annotate(raw, "a.docx", Terms(ruleset, manner=Manner(date=DATE))).raw


def test_our_own_comments_are_no_text(ruleset):
    once = annotate(FAULTY.read_bytes(), "a.docx", Terms(ruleset, manner=Manner(date=DATE)))
    assert not any(block.story == "comment" for block in read(once.raw, "a.docx").blocks)


def test_comments_that_were_there_stay(ruleset):
    raw = (HERE / "word" / "stories.docx").read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(raw))
    (name,) = [each for each in archive.namelist() if each.endswith("comments.xml")]
    old = archive.read(name)
    document = docx.read(raw, "a.docx")
    result = written(raw, document, [], random_remarks(document, random.Random(3)), track=True)
    new = zipfile.ZipFile(io.BytesIO(result.raw)).read(name)
    assert new.startswith(old[: old.rindex(b"</")]) and new.count(b"<w:comment ") == 8 + old.count(
        b"<w:comment "
    )
    ids = re.findall(rb'<w:comment w:id="(\d+)"', new)
    assert len(ids) == len(set(ids))


def test_remarks_on_headers_notes_and_boxes_stand_in_the_body():
    raw = (HERE / "word" / "stories.docx").read_bytes()
    document = docx.read(raw, "a.docx")
    beside = [b for b in document.blocks if b.story not in ("body", "comment") and not b.span.empty]
    remarks = [Remark(block.span, (block.story,)) for block in beside]
    result = written(raw, document, [], remarks, track=True)
    assert len(result.moved) == len(remarks) > 3
    assert len(commented(result.raw)) >= len(remarks)


def test_a_signed_file_is_not_touched(shared: Path):
    (path, *_) = sorted((shared / "docx").rglob("*hello-world-signed.docx"))
    raw = path.read_bytes()
    with pytest.raises(UserError, match="signed"):
        written(raw, docx.read(raw, "a.docx"), [], [Remark(Span(0, 1), ("a",))], track=True)


def test_text_files_are_fixed_byte_for_byte(ruleset):
    raw = "\ufeff会议部暑工作。\r\n第二行\x0b不动。\r\n".encode()
    assert fix_bytes(raw, "a.txt", ruleset) == raw.replace("部暑".encode(), "部署".encode())


KILLED = """
import os, signal, sys
from pathlib import Path
import zhupi.engine.writing as output
point, calls = int(sys.argv[1]), [0]
def die():
    calls[0] += 1
    if calls[0] == point:
        os.kill(os.getpid(), signal.SIGKILL)
class Slow:
    def __init__(self, file): self.file = file
    def __enter__(self): self.file.__enter__(); return self
    def __exit__(self, *a): return self.file.__exit__(*a)
    def write(self, raw):
        for at in range(0, len(raw), max(1, len(raw) // 4)):
            self.file.write(raw[at:at + max(1, len(raw) // 4)]); self.file.flush(); die()
    def flush(self): self.file.flush(); die()
    def fileno(self): return self.file.fileno()
real_open, real_sync, real_replace = os.fdopen, os.fsync, Path.replace
output.os.fdopen = lambda *a: Slow(real_open(*a))
def sync(fd): die(); real_sync(fd); die()
output.os.fsync = sync
def replace(self, to): die(); real_replace(self, to); die()
Path.replace = replace
from zhupi.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("point", range(1, 11))
@pytest.mark.parametrize("command", ["annotate", "fix"])
def test_killed_while_writing_nothing_is_half(command: str, point: int, tmp_path: Path):
    path, copy = tmp_path / "报告.docx", tmp_path / "批注.docx"
    raw = as_docx(["一、主要工作", "会议部暑工作，成效明显。"])
    path.write_bytes(raw)
    arguments = {
        "annotate": ["annotate", str(path), "-o", str(copy), "--date", "2026-01-01"],
        "fix": ["check", str(path), "--fix", "--no-detector"],
    }[command]
    subprocess.run(
        [sys.executable, "-c", KILLED, str(point), *arguments], check=False, capture_output=True
    )
    if command == "annotate":
        assert path.read_bytes() == raw
        if copy.exists():
            assert zipfile.ZipFile(copy).testzip() is None
    else:
        now = path.read_bytes()
        assert now == raw or "部署" in read(now, "a.docx").text


def test_a_flat_file_is_refused_with_a_sentence(ruleset):
    raw = (HERE / "word" / "flat.doc").read_bytes()
    with pytest.raises(UserError, match="save it again as plain"):
        annotate(raw, "flat.doc", Terms(ruleset))


def runs_of(raw: bytes) -> list[tuple[str, bool]]:
    """The words of a file's runs, and whether they are bold."""
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(.*?)</w:t>", xml)
    return [(words, "<w:b/>" in properties) for properties, words in runs]


def test_only_what_differs_is_written_anew(ruleset):
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>以习近平同志为核心</w:t></w:r>"
        "<w:r><w:t>党中央周围。</w:t></w:r></w:p>"
    )
    terms = Terms(ruleset, Safety.UNSAFE, manner=Manner(date=DATE, track=False))
    fixed = fix_file(zipped(word(body)), "a.docx", terms)
    assert "".join(words for words, _ in runs_of(fixed.raw)) == "以习近平同志为核心的党中央周围。"
    assert ("以习近平同志为核心", True) in runs_of(fixed.raw) or (
        "以习近平同志为核心的",
        True,
    ) in runs_of(fixed.raw)


def test_one_replacement_is_one_deletion_and_one_insertion():
    raw = zipped(word("<w:p><w:r><w:t>会议部暑落时工作</w:t></w:r></w:p>"))
    result = written(raw, docx.read(raw, "a.docx"), [Edit(Span(2, 6), "布置推进")], [], track=True)
    xml = zipfile.ZipFile(io.BytesIO(result.raw)).read("word/document.xml")
    assert xml.count(b"<w:del ") == xml.count(b"<w:ins ") == 1


def test_a_comment_on_an_empty_paragraph_begins_before_it_ends():
    body = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p><w:p><w:r><w:t>正文</w:t></w:r></w:p>"
    raw = zipped(word(body))
    document = docx.read(raw, "a.docx")
    result = written(raw, document, [], [Remark(Span(0, 0), ("空段",))], track=True)
    xml = zipfile.ZipFile(io.BytesIO(result.raw)).read("word/document.xml")
    assert xml.index(b"commentRangeStart") < xml.index(b"commentRangeEnd")


def test_a_run_that_holds_a_text_box_is_commented_and_stays_whole(ruleset):
    box = (
        "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框内部暑文字</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    raw = zipped(word(f"<w:p><w:r><w:t>会议部暑工作,</w:t>{box}<w:t>后文</w:t></w:r></w:p>"))
    done = annotate(raw, "a.docx", Terms(ruleset, manner=Manner(date=DATE)))
    assert done.told >= 3
    assert said(done.raw, "a.docx", original=True) == said(raw, "a.docx")


def test_a_remark_on_a_note_stands_at_its_mark():
    raw = (HERE / "word" / "stories.docx").read_bytes()
    document = docx.read(raw, "a.docx")
    note = next(block for block in document.blocks if block.story == "footnote")
    result = written(raw, document, [], [Remark(note.span, ("脚注",))], track=True)
    xml = zipfile.ZipFile(io.BytesIO(result.raw)).read("word/document.xml").decode()
    inside = xml[xml.index("commentRangeStart") : xml.index("commentRangeEnd")]
    assert "footnoteReference" in inside and len(result.moved) == 1
