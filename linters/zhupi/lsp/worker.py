"""The thread that checks, by the settings and rules that hold now."""

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
from zhupi.lsp.checked import Checked, check_document
from zhupi.lsp.options import ClientSettings
from zhupi.lsp.units import Ruler
from zhupi.model.fix import Safety
from zhupi.model.result import Showing
from zhupi.rulepacks import Ruleset
from zhupi.settings import Planner

T = TypeVar("T")

_HURRY = 0.001
"""Seconds that the interpreter lets one thread work: typing is never kept waiting."""


class Worker:
    """Checks one document after the other, beside the thread that talks to the client."""

    def __init__(self, settings: ClientSettings, lang: Lang, encoding: str) -> None:
        sys.setswitchinterval(_HURRY)
        self._executor = ThreadPoolExecutor(1, "zhupi-check")
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
        """Do something after what was asked before."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    async def check_text(self, path: str, text: str) -> Checked:
        """Check what the client shows."""
        checker, encoding = self.checker, self.encoding
        raw = text.encode("utf-8", "replace")
        return await self.do(lambda: check_document(checker, path, raw, encoding, text))

    async def check_file(self, path: str) -> Checked:
        """Check what stands on the disk."""
        checker, encoding = self.checker, self.encoding

        def work() -> Checked:
            stamp = stamp_of(Path(path))
            try:
                raw = read_file(Path(path))
            except UserError as error:
                failure = error.say(checker.showing.lang)
                return Checked(path, Ruler("", encoding), failure=failure, stamp=stamp)
            return check_document(checker, path, raw, encoding)._replace(stamp=stamp)

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
                return discover(folders, [], excludes)
            except UserError:
                return []  # a workspace without documents is no fault

        return await self.do(work) if folders else []

    async def ruleset(self, path: str) -> Ruleset:
        """The rules for a file; raises UserError for what is wrong in a configuration."""
        planner = self.planner
        return await self.do(lambda: planner.ruleset(planner.plan(Path(path))))
