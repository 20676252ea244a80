"""Pictures of the HTML report for the documentation, as Chromium shows it.

    python tools/make_html_pictures.py

Needs the package playwright, Chromium, and fonts with 汉字. The pictures go to ``docs/images``.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from zhupi import Ruleset, load_ruleset, read
from zhupi.engine import report_on
from zhupi.engine.locating import Showing, result_of
from zhupi.model.result import Result
from zhupi.reporters import REPORTERS, Style

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CLEAN = ROOT / "tests" / "documents" / "clean"
WIDTH, HEIGHT, COLOURS = 1360, 900, 128
# What an office finds in its drafts: words, parts and lines that went wrong.
_FAULTS = (
    ("贯彻落实", "贯彻洛实"),
    ("，", ","),
    ("^二、.*?(?=^三、)", ""),
    ("^三、.*?(?=^四、)", ""),
    ("^（三）.*?\n", ""),
    ("\\Z", "\n更多精品材料请加入会员，客服微信：zhemogwh2024\n"),
    ("部署", "部暑"),
    ("^.*结束语.*$", ""),
)
_OFFICES = (
    "党政办",
    "组织办",
    "财政所",
    "农业办",
    "民政办",
    "司法所",
    "交通站",
    "水利站",
    "文化站",
    "中心校",
    "卫生院",
)


def drafts() -> Iterator[tuple[str, str]]:
    """Names and texts of some twenty reports, of which some are in order."""
    for number, file in enumerate(sorted(CLEAN.glob("*.txt"))):
        text, office = file.read_text("utf-8"), _OFFICES[number % len(_OFFICES)]
        title = re.sub(r"\W", "", text.splitlines()[0])[:14]
        yield f"{office}/{title}.txt", text
        for pattern, new in (_FAULTS * 2)[number % 6 : number % 6 + 1 + number % 4]:
            text = re.sub(pattern, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
        yield f"{office}/{title}（初稿）.txt", text


def page_of(results: list[Result], ruleset: Ruleset) -> str:
    """The HTML page of some results."""
    style = Style(rules={rule.name: rule for rule in ruleset.rules})
    return "".join(str(piece) for piece in REPORTERS["html"].report(results, style))


def result(raw: bytes, name: str, ruleset: Ruleset) -> Result:
    """The result of a file, with its text."""
    return result_of(report_on(read(raw, name), ruleset), Showing(page=True))


def picture(browser: Browser, page: str, name: str, keys: str = "") -> None:
    """A window with a page, after some keys."""
    with tempfile.TemporaryDirectory() as folder:
        file, shot = Path(folder) / "report.html", Path(folder) / "shot.png"
        file.write_text(page, "utf-8")
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        tab.goto(file.as_uri())
        for key in keys:
            tab.keyboard.press(key)
        tab.screenshot(path=shot)
        few = Image.open(shot).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        target = IMAGES / f"{name}.png"
        few.save(target, optimize=True)
        print(target, target.stat().st_size)


def main() -> int:
    """Make both pictures."""
    ruleset = load_ruleset()
    faulty = ROOT / "examples" / "述职报告（待改）.docx"
    one = page_of([result(faulty.read_bytes(), faulty.name, ruleset)], ruleset)
    many = page_of([result(text.encode(), name, ruleset) for name, text in drafts()], ruleset)
    with sync_playwright() as driver:
        chromium = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        picture(browser, one, "html-report", "jj")
        picture(browser, many, "html-index")
    return 0


if __name__ == "__main__":
    sys.exit(main())
