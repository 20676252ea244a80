"""What stands around the text of an official document."""

import pytest

from zhupi.formats import read
from zhupi.outline.building import build_outline
from zhupi.outline.frame import read_frame

TITLE = "关于召开会议的通知"


def frame(*lines: str) -> dict[str, str | list[str]]:
    text = "\n".join(lines)
    document = read(text.encode(), "a.txt")
    found = read_frame(document, build_outline(document))
    return {
        "addressee": found.addressee.of(text) if found.addressee else "",
        "text": [document.prose(block) for block in found.text],
        "name": found.name.of(text) if found.name else "",
        "date": found.date.of(text) if found.date else "",
        "attachments": [span.of(text).strip() for span in found.attachments],
        "attached": [span.of(text) for span in found.attached],
    }


@pytest.mark.parametrize(
    ("line", "addressed"),
    [
        ("各乡镇人民政府，县直各单位：", True),
        ("同志们：", True),
        ("县人民政府:", True),
        ("现将有关事项通知如下：", False),
        ("会议时间：", False),
        ("一、会议内容：", False),
        ("会议于3月举行。具体安排是：", False),
    ],
)
def test_who_is_addressed(line: str, addressed: bool):
    assert frame(TITLE, line, "请按时参加。")["addressee"] == (line if addressed else "")


def test_all_elements():
    found = frame(
        "青政发〔2024〕12号　　签发人：张明", TITLE, "各乡镇：", "请按时参加，名单见附件。", "特此通知。",
        "附件：1.名单", "　　　2.日程", "青禾县人民政府办公室", "2024年3月4日", "（联系人：李强，电话：60001234）",
        "附件1", "名单", "附件2", "日程",
    )  # fmt: skip
    assert found == {
        "addressee": "各乡镇：",
        "text": ["请按时参加，名单见附件。", "特此通知。"],
        "name": "青禾县人民政府办公室",
        "date": "2024年3月4日",
        "attachments": ["附件：1.名单", "2.日程"],
        "attached": ["附件1", "附件2"],
    }


def test_a_speaker_and_a_date_may_stand_under_the_title():
    found = frame("在动员会上的讲话", "（2024年3月2日）", "王强", "同志们：", "今天动员春耕。")
    assert (found["addressee"], found["text"]) == ("同志们：", ["今天动员春耕。"])


@pytest.mark.parametrize(
    "line", ["特此通知", "附件：名单", "（此件公开发布）", "此致", "抄送：县委办公室"]
)
def test_what_is_no_signature(line: str):
    assert frame(TITLE, "各乡镇：", "请按时参加。", line, "2024年3月4日")["name"] == ""
