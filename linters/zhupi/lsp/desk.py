"""What the server knows: settings, rules, and what was found in each document."""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from zhupi.checking.files import Checker, Fixing
from zhupi.engine.discovery import discover, read_file, stamp_of
from zhupi.engine.fixing import fix_file
from zhupi.errors import UserError
from zhupi.formats import Manner
from zhupi.lang import Lang
from zhupi.lsp.checks import Looked, look_at
from zhupi.lsp.options import ClientSettings
from zhupi.lsp.units import Ruler
from zhupi.model.fix import Safety
from zhupi.model.result import Showing
from zhupi.rulepacks import Ruleset
from zhupi.settings import Planner

T = TypeVar("T")

_HURRY = 0.001
"""Seconds that the interpreter lets one thread work: typing is never kept waiting."""


class Desk:
    """Checks one thing after the other, away from the thread that talks to the client."""

    def __init__(self, settings: ClientSettings, lang: Lang, encoding: str) -> None:
        sys.setswitchinterval(_HURRY)
        self._worker = ThreadPoolExecutor(1, "zhupi-check")
        self.encoding = encoding
        self.settings = settings
        self.lang = lang
        self.planner = Planner(settings.asked())

    def renew(self, settings: ClientSettings, lang: Lang) -> None:
        """Read configurations and rules anew."""
        self.settings, self.lang = settings, lang
        self.planner = Planner(settings.asked())

    @property
    def checker(self) -> Checker:
        """Who checks by the settings that hold now."""
        return Checker(self.planner, showing=Showing(self.lang))

    async def do(self, work: Callable[[], T]) -> T:
        """Do something in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def look_at_text(self, path: str, text: str) -> Looked:
        """Check what the client shows."""
        checker, encoding = self.checker, self.encoding
        raw = text.encode("utf-8", "replace")
        return await self.do(lambda: look_at(checker, path, raw, encoding, text))

    async def look_at_file(self, path: str) -> Looked:
        """Check what stands on the disk."""
        checker, encoding = self.checker, self.encoding

        def work() -> Looked:
            stamp = stamp_of(Path(path))
            try:
                raw = read_file(Path(path))
            except UserError as error:
                failure = error.say(checker.showing.lang)
                return Looked(path, Ruler("", encoding), failure=failure, stamp=stamp)
            return look_at(checker, path, raw, encoding)._replace(stamp=stamp)

        return await self.do(work)

    async def fixed(self, path: str, text: str) -> str:
        """A text after all sure corrections; the text itself where they cannot be made."""
        checker, raw = self.checker, text.encode("utf-8", "replace")

        def work() -> str:
            try:
                plan = checker.planner.plan(Path(path))
                terms = checker.terms(path, plan, Fixing(Safety.SAFE, Manner()))
                return fix_file(raw, path, terms).raw.decode("utf-8")
            except UserError:
                return text

        return await self.do(work)

    async def documents(self, folders: list[str]) -> list[str]:
        """The documents below folders, as ``zhupi check`` finds them."""
        excludes = self.planner.excludes

        def work() -> list[str]:
            try:
                return [str(path) for path in discover(folders, [], excludes)]
            except UserError:
                return []  # a workspace without documents is no fault

        return await self.do(work) if folders else []

    async def ruleset(self, path: str) -> Ruleset:
        """The rules for a file; raises UserError for what is wrong in a configuration."""
        planner = self.planner
        return await self.do(lambda: planner.ruleset(planner.plan(Path(path))))
