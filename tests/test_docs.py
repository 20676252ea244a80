"""What the pages show of a terminal is what the program prints, and the site of the pages is whole."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tools.docs_console import ROOT, faults, pages, renewed

from zhupi import load_ruleset

DOCS = ROOT / "docs"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_shows_what_is_printed(page: Path):
    assert list(faults(page)) == [], "run: python tools/docs_console.py"


def test_what_is_not_printed_is_noticed():
    page = "```console\n$ echo 甲\n乙\n```\n<!-- part -->\n```console\n$ echo 丙丁\n丁戊\n```\n"
    new, missed = renewed(page)
    assert "$ echo 甲\n甲\n```" in new
    assert missed == ["$ echo 丙丁\n丁戊\n"]


def test_links_are_true_in_the_repository_too():
    """Pages are read where they are, without a site; the site's own addresses are no use there."""
    link = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
    code = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
    for page in (*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "rules").glob("*.md")):
        for target in link.findall(code.sub("", page.read_text(encoding="utf-8"))):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} names {target}"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site, built as `make site` does: any warning fails."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--site-dir", folder]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_every_rule_has_a_page(site: Path):
    for rule in load_ruleset().rules:
        page = (site / "rules" / f"{rule.name}.html").read_text(encoding="utf-8")
        assert f">{rule.name}<" in page and "规则文件" in page


def test_every_page_is_in_the_navigation(site: Path):
    """A page is reached by going on and on from the first one, as a reader would."""
    seen, ahead = set(), ["index.html"]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += _next(site / name, site)
    assert {_address(page) for page in DOCS.rglob("*.md")} <= seen


def _next(page: Path, site: Path) -> list[str]:
    found = re.findall(
        r'<a href="([^"]+)" class="md-footer__link md-footer__link--next"',
        page.read_text(encoding="utf-8"),
    )
    return [(page.parent / each).resolve().relative_to(site.resolve()).as_posix() for each in found]


def _address(page: Path) -> str:
    uri = page.relative_to(DOCS).as_posix()
    return re.sub(r"README\.md$", "index.md", uri).removesuffix(".md") + ".html"


class _Addresses(HTMLParser):
    """What a page loads, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag in ("script", "img", "iframe", "source") and values.get("src"):
            self.loaded.append(values["src"] or "")
        if tag == "link" and values.get("rel") != "canonical":
            self.loaded.append(values.get("href") or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")


def test_links_lead_somewhere_and_nothing_comes_from_elsewhere(site: Path):
    for page in site.rglob("*.html"):
        addresses = _Addresses()
        addresses.feed(page.read_text(encoding="utf-8"))
        for address in (*addresses.loaded, *addresses.links):
            if re.match(r"(https?:)?//", address):
                assert address in addresses.links, f"{page.name} loads {address}"
            elif page.name != "404.html" and not address.startswith(("#", "data:", "javascript:")):
                target = page.parent / address.partition("#")[0].partition("?")[0]
                assert target.exists(), f"{page.relative_to(site)} names {address}"


@pytest.mark.parametrize(
    "page, language",
    [("index.html", "zh"), ("rules/typo/word.html", "zh"), ("en/start.html", "en")],
)
def test_a_page_says_its_language(site: Path, page: str, language: str):
    assert f'<html lang="{language}"' in (site / page).read_text(encoding="utf-8")


def test_wrapped_lines_of_hanzi_are_joined(site: Path):
    text = (site / "start.html").read_text(encoding="utf-8")
    assert not re.search(r"<p>[^<]*[一-鿿，。]\n[一-鿿]", text)


def test_files_of_the_repository_come_along(site: Path):
    assert (site / "source" / "rules" / "typo" / "word.yaml").is_file()
    assert (site / "source" / "ci" / "check.sh").is_file()
    assert 'href="source/ci/check.sh"' in (site / "ci.html").read_text(encoding="utf-8")
