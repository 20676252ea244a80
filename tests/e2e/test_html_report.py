"""The HTML report in a real browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.unit.reporters.reporting import result_for, written
from zhupi import Ruleset, load_ruleset

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
FAULTY = ROOT / "examples" / "述职报告（待改）.docx"
GOOD = ROOT / "examples" / "述职报告（范例）.docx"


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


@pytest.fixture(scope="module")
def single(tmp_path_factory, rules) -> str:
    """The address of a page with one report."""
    results = [result_for(FAULTY.read_bytes(), FAULTY.name, rules)]
    return address(tmp_path_factory.mktemp("single"), results, rules)


@pytest.fixture(scope="module")
def several(tmp_path_factory, rules) -> str:
    """The address of a page with an index."""
    results = [
        result_for(GOOD.read_bytes(), GOOD.name, rules),
        result_for(as_docx(["通知", "会议部暑工作。"]), "一处.docx", rules),
        result_for(FAULTY.read_bytes(), FAULTY.name, rules),
    ]
    return address(tmp_path_factory.mktemp("several"), results, rules)


def address(folder: Path, results, rules: Ruleset) -> str:
    file = folder / "report.html"
    named = {rule.name: rule for rule in rules.rules}
    file.write_text(written("html", results, rules=named), "utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="SKIPPED LOUDLY: playwright is missing; no browser is driven"
    )
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("SKIPPED LOUDLY: chromium is missing; the HTML report is seen in no browser")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tab(browser):
    """Opens pages; whatever a page complains of, or asks of the network, fails the test."""
    contexts, faults = [], []

    def opened(url: str, **options):
        fields = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**fields))
        page = contexts[-1].new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request", lambda asked: faults.append(asked.url) if is_foreign(asked.url) else None
        )
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def is_foreign(url: str) -> bool:
    return not url.startswith(("file:", "data:"))


def seen(page, selector: str) -> bool:
    """Whether an element is in the window."""
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] <= page.viewport_size["height"] - box["height"]


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def chosen(page) -> list[str]:
    return page.eval_on_selector_all(".entry.now", "all => all.map(each => each.id)")


def test_a_finding_leads_to_its_mark_and_back(tab, single):
    page = tab(single)
    assert not seen(page, "#r1m8")
    page.click("#r1f8 .message")
    assert seen(page, "#r1m8") and focused(page) == "r1m8"
    assert chosen(page) == ["r1f8"]
    assert page.locator("mark.now").count() == 4  # it goes over four paragraphs
    page.click("#r1m9")
    assert chosen(page) == ["r1f9"] and seen(page, "#r1f9")
    page.keyboard.press("Enter")
    assert focused(page) == "r1m9"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.entry').id") == "r1f9"


def test_related_places_are_reached(tab, single):
    page = tab(single)
    page.click("#r1f3 .related a")
    assert seen(page, "#r1b29") and "##paidend##" in page.inner_text("#r1b29")


def test_filters_hide_entry_and_mark(tab, single):
    page = tab(single)
    errors, warnings = page.locator(".entry.error"), page.locator(".entry.warning")
    both = (errors.count(), warnings.count())
    assert all(both)
    page.uncheck(".severities .error input")
    assert page.locator(".entry.error:visible").count() == 0
    assert page.locator(".entry.warning:visible").count() == both[1]
    assert page.locator("mark.error:not(.off)").count() == 0
    plain = page.evaluate(
        "getComputedStyle(document.querySelector('mark.error')).textDecorationLine"
    )
    assert plain == "none" and page.get_attribute("#r1m2", "tabindex") == "-1"
    page.check(".severities .error input")
    assert page.locator("mark.off").count() == 0
    page.select_option(".side select", "typo/word")
    assert page.locator(".entry:visible").count() == 2
    page.fill(".side [type=search]", "淡薄")
    assert page.locator(".entry:visible").count() == 1
    page.fill(".side [type=search]", "没有这样的话")
    assert page.locator(".left").is_visible()


def test_the_keyboard_goes_from_finding_to_finding(tab, single):
    page = tab(single)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "r1m2" and seen(page, "#r1m2")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "r1m3" and page.inner_text(".steps output") == "3 / 9"
    page.keyboard.press("k")
    assert focused(page) == "r1m2"
    page.keyboard.press("Escape")
    assert chosen(page) == []
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.input_value(".side [type=search]") == "j?" and chosen(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def names(page) -> list[str]:
    return page.eval_on_selector_all(
        ".reports tbody tr:not([hidden]) .name a", "all => all.map(each => each.textContent)"
    )


def test_the_index_is_sorted_and_filtered(tab, several):
    page = tab(several)
    header = page.locator(".reports thead th", has_text="错误")
    header.locator("button").click()
    assert names(page) == [FAULTY.name, "一处.docx", GOOD.name]
    assert header.get_attribute("aria-sort") == "descending"
    header.locator("button").click()
    assert names(page)[0] == GOOD.name and header.get_attribute("aria-sort") == "ascending"
    page.check("#onlyerrors")
    assert sorted(names(page)) == sorted([FAULTY.name, "一处.docx"])
    page.fill("#byname", "一处")
    assert names(page) == ["一处.docx"] and page.inner_text("#rows") == "1 / 3"


def test_a_row_opens_its_report_and_back_leads_back(tab, several):
    page = tab(several)
    assert page.locator("article:visible").count() == 0
    page.locator(".reports tbody tr").nth(2).locator("td").nth(1).click()
    assert page.url.endswith("#r3") and page.locator("#r3").is_visible()
    assert page.locator("article:visible").count() == 1 and not page.locator("#index").is_visible()
    page.keyboard.press("j")
    assert focused(page) == "r3m1"
    page.click("#r3 [rel=prev]")
    assert page.locator("#r2").is_visible() and not page.locator("#r3").is_visible()
    page.go_back()
    assert page.locator("#r3").is_visible()
    page.go_back()
    assert page.locator("#index").is_visible() and page.locator("article:visible").count() == 0


def test_keys_lead_through_the_index(tab, several):
    page = tab(several)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#r2", state="visible")
    page.keyboard.press("Escape")
    page.wait_for_selector("#index", state="visible")
    assert page.evaluate("document.activeElement.hash") == "#r2"


def test_an_address_leads_to_a_finding(tab, several):
    page = tab(several + "#r3m4")
    assert page.locator("#r3").is_visible() and focused(page) == "r3m4"


def contrast(page, selector: str) -> float:
    """The contrast of an element's colour with the paper, as WCAG counts it."""
    colours = page.evaluate(
        """selector => [getComputedStyle(document.querySelector(selector)).color,
        getComputedStyle(document.querySelector('.text')).backgroundColor]""",
        selector,
    )
    light, dark = sorted((luminance(each) for each in colours), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(tab, single, scheme):
    page = tab(single, color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.querySelector('.text')).backgroundColor")
    assert (luminance(paper) < 0.1) == (scheme == "dark")
    for selector in (".text p", "mark.error", "mark.warning", ".where"):
        assert contrast(page, selector) >= 4.5, selector
    lines = {
        page.evaluate(
            f"getComputedStyle(document.querySelector('mark.{kind}')).textDecorationStyle"
        )
        for kind in ("error", "warning")
    }
    assert lines == {"solid", "dashed"}


def test_on_paper(tab, single):
    page = tab(single, color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".controls").is_visible() and not page.locator(".bar").is_visible()
    number = page.evaluate("getComputedStyle(document.querySelector('#r1m2'), '::after').content")
    assert number == "attr(data-f)" or number == '"2"'
    text, side = page.locator(".text").bounding_box(), page.locator(".side").bounding_box()
    assert side["y"] >= text["y"] + text["height"]
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert luminance(paper) == pytest.approx(1)


@pytest.mark.parametrize("place", ["", "#r3"])
def test_a_telephone_need_not_scroll_sideways(tab, several, place):
    page = tab(several + place, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    if place:
        text = page.locator("#r3 .text").bounding_box()
        assert page.locator("#r3 .side").bounding_box()["y"] >= text["y"] + text["height"]
        page.locator("#r3m4").click()
        assert seen(page, "#r3f4")


def test_without_scripts_all_is_there(tab, several):
    page = tab(several, java_script_enabled=False)
    assert page.locator("article:visible").count() == 3
    assert (
        page.locator("#index").is_visible()
        and not page.locator(".side .controls").first.is_visible()
    )
    assert page.locator("#r3 mark.first").count() == page.locator("#r3 .entry:visible").count() == 9
