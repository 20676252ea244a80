"""What the site of the documentation needs beside mkdocs: hooks that mkdocs.yml names.

Pages are written to be read in the repository too, so they link to rule files, scripts and pages
outside docs/. Those come along: pages as pages, other files as they are. The rules enter the
navigation from their folders, and a page says to the browser which language it is in.
"""

import logging
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "README.md": "en/index.md",
    "README.zh.md": "index.md",
    "rules/README.md": "rule-files.md",
    "tests/plugin_example/README.md": "plugin-example.md",
    "vscode-extension/README.md": "en/vscode.md",
    "vscode-extension/README.zh-cn.md": "vscode.md",
}
"""Pages outside docs/, and the pages of the site that take their place."""

_FOLDERS = ("rules", "decisions")
_RULES = "rules/"
_FRONT = ("index.md", "en/index.md")
_BOOSTS = (("rules/", 2.0), ("decisions/", 0.5), ("changelog.md", 0.3))
"""How much a page counts in the search, by how its address begins; otherwise 1."""

_PACK = re.compile(r'^<a id="(.+)"></a>\n\n## ([^：（\n]+)', re.MULTILINE)
_OPEN = "\u4e00-\u9fff“‘（《【"
_WRAP = re.compile(
    rf"(?<=[\u3001-\u3011，。；：？！（）“”‘’…])\n *(?=[{_OPEN}`\[A-Za-z])"
    rf"|(?<=[\u4e00-\u9fff])\n *(?=[{_OPEN}])"
)
"""Where a paragraph of 汉字 goes on in the next line; a browser would set a space there."""

_LINK = re.compile(r"(\]\()([^)#:\s]+)((?:#[^)\s]*)?\))")
_FENCE = re.compile(r"^(```.*?^```$)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^# (.*)", re.MULTILINE)
_HANZI = re.compile(r"[一-鿿]")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the folders that have many into the navigation, below their README."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    docs = Path(config.docs_dir)
    for folder in _FOLDERS:
        readme = f"{folder}/README.md"
        parts = next(parts for parts in _lists(config.nav) if readme in parts)
        titles = dict(_PACK.findall((docs / readme).read_text(encoding="utf-8")))
        parts.extend(_entries(docs / folder, docs, titles))
    return config


def _lists(nav: Any) -> Iterator[list[Any]]:  # noqa: ANN401 (what YAML holds)
    """Every list in a navigation."""
    if isinstance(nav, list):
        yield nav
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _lists(part)


def _entries(folder: Path, docs: Path, titles: Mapping[str, str]) -> Iterator[Any]:
    """The pages of a folder; those of rules go by their last names, packs by their titles."""
    for path in sorted(folder.iterdir(), key=lambda each: (each.is_dir(), each.name)):
        uri = path.relative_to(docs).as_posix()
        if path.is_dir():
            anchor = uri.removeprefix(_RULES).replace("/", "-")
            yield {titles.get(anchor, "文种"): list(_entries(path, docs, titles))}
        elif path.name != "README.md":
            yield {path.stem: uri} if uri.startswith(_RULES) else uri


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take along the pages and files of the repository that pages link to."""
    for source, uri in PAGES.items():
        if uri not in files.src_uris and (ROOT / source).is_file():
            files.append(File.generated(config, uri, abs_src_path=str(ROOT / source)))
    for file in list(files.documentation_pages()):
        for target in _targets(file):
            uri = _place(target)
            if uri not in files.src_uris and (ROOT / target).is_file():
                files.append(File.generated(config, uri, abs_src_path=str(ROOT / target)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Join wrapped lines of 汉字; let links to what stands outside docs/ lead to its place here."""
    uri, source = page.file.src_uri, _source(page.file)
    boosts = [boost for start, boost in _BOOSTS if uri.startswith(start)]
    page.meta["search"] = {"boost": boosts[0]} if boosts else {}
    if uri.startswith(_RULES):
        page.meta["title"] = uri.removeprefix(_RULES).removesuffix(".md")
    page.meta["hide"] = ["navigation"] if uri in _FRONT else []
    parts = _FENCE.split(markdown)
    if _is_chinese(page, markdown):
        parts[::2] = [_WRAP.sub("", each) for each in parts[::2]]
    parts[::2] = [
        _LINK.sub(lambda link: _relinked(link, source, page), each) for each in parts[::2]
    ]
    return "".join(parts)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Say in which language the page is."""
    config.theme["language"] = "zh" if _is_chinese(page, page.markdown or "") else "en"
    return context


def _is_chinese(page: Page, markdown: str) -> bool:
    """A page of rules is in Chinese, one below en/ is not; of the others the title tells."""
    top = page.file.src_uri.partition("/")[0]
    title = _TITLE.search(markdown)
    return top == "rules" or (top != "en" and bool(title and _HANZI.search(title[1])))


def _source(file: File) -> str:
    """Where a page stands in the repository."""
    outside = {uri: source for source, uri in PAGES.items()}
    docs_path = f"docs/{file.src_uri}"
    return docs_path if (ROOT / docs_path).is_file() else outside[file.src_uri]


def _targets(file: File) -> Iterator[str]:
    """The paths in the repository that a page links to."""
    text = "".join(_FENCE.split(file.content_string)[::2])
    return (_resolved(link[2], _source(file)) for link in _LINK.finditer(text))


def _resolved(target: str, source: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    readme = posixpath.join(path, "README.md")
    return readme if (ROOT / readme).is_file() else path


def _relinked(link: re.Match[str], source: str, page: Page) -> str:
    """The link, with the way from this page to the place of its target in the site."""
    target = _resolved(link[2], source)
    if not (ROOT / target).is_file():
        return link[0]  # mkdocs complains of it
    here = posixpath.dirname(page.file.src_uri)
    return f"{link[1]}{posixpath.relpath(_place(target), here or '.')}{link[3]}"


def _place(target: str) -> str:
    """Where a file of the repository stands in the site."""
    return PAGES.get(target) or (
        target.removeprefix("docs/") if target.startswith("docs/") else f"source/{target}"
    )
