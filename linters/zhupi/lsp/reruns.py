"""One run at a time for each name, and another one when more was asked for meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]


class Reruns:
    """Runs work under a name; what is asked meanwhile is done once more, and only once."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def run(self, name: str, work: Work) -> None:
        """Begin, or note that it must be done again."""
        if name in self._running:
            self._again.add(name)
        else:
            self._running[name] = asyncio.ensure_future(self._until_done(name, work))

    async def settled(self, name: str) -> None:
        """Wait until nothing is left to do under a name."""
        task = self._running.get(name)
        if task is not None:
            await asyncio.shield(task)  # who waits may be cancelled, not what others wait for

    async def _until_done(self, name: str, work: Work) -> None:
        try:
            while True:
                self._again.discard(name)
                await work()
                if name not in self._again:
                    return
        finally:
            self._again.discard(name)
            del self._running[name]
