"""Pictures of the HTML report for the documentation, as Chromium shows it.

    python -m tools.make_html_pictures

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
from tests.annotated import reports
from tests.damaging import PAIRED, damages

from zhupi import Ruleset, load_ruleset, read
from zhupi.engine.linting import report_on
from zhupi.engine.locating import result_of
from zhupi.model.result import Result, Showing
from zhupi.reporters import REPORTERS, Style

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DOCUMENTS = ROOT / "tests" / "documents"
WIDTH, HEIGHT = 1360, 900
MOST = 22
MISPRINTS = (
    ("落实", "洛实"), ("，", ","), ("建设", "建没"), ("制度", "制渡"), ("检查", "捡查"),
    ("措施", "错施"),
)  # fmt: skip
ADVERTISEMENT = "\n更多精品材料请加入会员，全站文稿免费下载，客服微信：zhemogwh2024\n"


def drafts() -> Iterator[tuple[str, str]]:
    """Names and texts of reports, most of them damaged as drafts are."""
    found = [*reports(DOCUMENTS / "second"), *reports(DOCUMENTS / "third")]
    for number, report in enumerate([each for each in found if each.genre in PAIRED][:MOST]):
        text = report.text
        title = re.sub(r"\s+", "", text[slice(*report.of("title")[0].span)]).lstrip("#")
        dropped = [each.text for each in damages(report) if each.kind.endswith("dropped")]
        if dropped and number % 3:
            text = dropped[number % len(dropped)]
        for wrong in MISPRINTS[number % 4 :][: number % 5]:
            text = text.replace(*wrong, 1)
        yield f"上报材料/{title}.txt", text + ADVERTISEMENT * (number % 7 == 2)


def page_of(results: list[Result], ruleset: Ruleset) -> str:
    """The HTML page of some results."""
    style = Style(rules={rule.name: rule for rule in ruleset.rules})
    return "".join(str(piece) for piece in REPORTERS["html"].report(results, style))


def result(raw: bytes, name: str, ruleset: Ruleset) -> Result:
    """The result of a file, with its text."""
    return result_of(report_on(read(raw, name), ruleset), Showing(page=True))


def picture(browser: Browser, page: str, name: str, keys: str = "", click: str = "") -> None:
    """A window with a page, after a click and some keys."""
    with tempfile.TemporaryDirectory() as folder:
        file, shot = Path(folder) / "report.html", Path(folder) / "shot.png"
        file.write_text(page, "utf-8")
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        tab.goto(file.as_uri())
        if click:
            tab.click(click)
        for key in keys:
            tab.keyboard.press(key)
        tab.screenshot(path=shot)
        target = IMAGES / f"{name}.png"
        # The octree keeps what is red red, though most of the page is ink and paper.
        few = (
            Image.open(shot)
            .convert("RGB")
            .quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        )
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
        picture(browser, many, "html-index", click=".reports th:nth-child(5) button")
    return 0


if __name__ == "__main__":
    sys.exit(main())
