"""``zhupi lsp``: the language server, for editors."""

import argparse

from zhupi.lang import Lang


def add_options(_parser: argparse.ArgumentParser, _lang: Lang) -> None:
    """It has none: clients send their settings."""


def run(_options: argparse.Namespace) -> int:
    """Serve until the client leaves."""
    from zhupi.lsp.server import serve

    serve()
    return 0
