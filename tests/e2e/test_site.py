"""The site of the documentation in a real browser, opened from a folder and from a server."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
SEARCH_TIMEOUT = 30_000  # the index is made in the browser; milliseconds


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--site-dir", folder]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module", params=["folder", "server"])
def address(request, site: Path) -> Iterator[str]:
    """Where the site begins: readers have it on a disk, or on a server."""
    if request.param == "folder":
        yield site.as_uri()
        return
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="SKIPPED LOUDLY: playwright is missing; no browser is driven"
    )
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("SKIPPED LOUDLY: chromium is missing; the site is seen in no browser")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tab(browser, address: str):
    """Opens pages; what a page complains of, or asks of another host, fails the test."""
    contexts, faults = [], []

    def opened(path: str, **options):
        fields = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**fields))
        page = contexts[-1].new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: faults.append(asked.url) if foreign(asked.url) else None)
        page.goto(f"{address}/{path}")
        return page

    def foreign(url: str) -> bool:
        return not url.startswith((f"{address}/", "data:", "blob:", "about:"))

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def found(page, words: str) -> list[str]:
    """The titles of the pages that the search finds, the best first."""
    page.click(".md-search__input")
    page.fill(".md-search__input", words)
    page.keyboard.press("End")  # the page listens to keys
    page.wait_for_selector(".md-search-result__item", timeout=SEARCH_TIMEOUT)
    return page.locator(".md-search-result__item h1").all_inner_texts()


def test_words_are_searched_in_chinese(tab):
    page = tab("index.html")
    assert "typo/word" in found(page, "部署")[:3]


def test_a_result_leads_to_its_page(tab):
    page = tab("start.html")
    found(page, "水印")
    with page.expect_navigation():
        page.locator(".md-search-result__item a").first.click()
    assert "水印" in page.locator("article").inner_text()


def test_the_first_page_leads_to_a_rule(tab):
    page = tab("index.html")
    page.click("article >> text=规则一览")
    page.click("article >> text=typo/doubled")
    assert page.locator("h1").inner_text().startswith("typo/doubled")
    assert page.locator("article table tr:visible").count() >= 4


@pytest.mark.parametrize(
    "path", ["index.html", "rules/index.html", "comparison.html", "start.html"]
)
def test_a_telephone_need_not_scroll_sideways(tab, path: str):
    page = tab(path, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_dark_where_the_reader_wants_it(tab, scheme: str):
    page = tab("rules/typo/word.html", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    numbers = [int(each) for each in paper[paper.index("(") + 1 : -1].split(",")[:3]]
    assert (sum(numbers) < 200) == (scheme == "dark")


def test_chinese_pages_need_no_font_from_elsewhere(tab):
    page = tab("index.html")
    assert page.evaluate("document.fonts.size") == 0
