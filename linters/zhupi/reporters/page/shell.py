"""What stands around the reports: the head of the page, its bar, and the help."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from zhupi.lang import Lang
from zhupi.reporters.page.markup import escaped
from zhupi.reporters.page.words import word

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%23b3262a'/%3E%3C/svg%3E"
)
_KEYS = (
    (("j", "↓"), "key-next"),
    (("k", "↑"), "key-previous"),
    (("Enter",), "key-enter"),
    (("Esc",), "key-escape"),
    (("/",), "key-search"),
    (("?",), "key-help"),
)


def opening(title: str, several: bool, lang: Lang) -> str:
    """Everything before the reports. The page may run what is in it and load nothing."""
    style, script = _data("report.css"), _data("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    back = f'<a class="all" href="#index">{word("reports", lang)}</a>' if several else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="{_ICON}">\n'
        f"<title>{escaped(title)} · {word('brand', lang)}</title>\n"
        f"<style>{style}</style>\n<script>{script}</script>\n</head>\n"
        f'<body class="{"several" if several else "single"}">\n<header class="bar">'
        f'<span class="brand">{word("brand", lang)}</span>{back}'
        f'<button type="button" class="help" aria-haspopup="dialog">{word("keys", lang)}'
        " <kbd>?</kbd></button></header>\n<main>\n"
    )


def closing(lang: Lang) -> str:
    """Everything after the reports."""
    keys = "".join(
        f"<div><dt>{' '.join(f'<kbd>{key}</kbd>' for key in names)}</dt>"
        f"<dd>{word(meaning, lang)}</dd></div>"
        for names, meaning in _KEYS
    )
    return (
        f'</main>\n<dialog class="keys" aria-label="{word("keys", lang)}">'
        f"<h2>{word('keys', lang)}</h2><dl>{keys}</dl>"
        f'<form method="dialog"><button>{word("close", lang)}</button></form></dialog>\n'
        "</body>\n</html>\n"
    )


@cache
def _data(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
