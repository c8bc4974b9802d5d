"""The one thread on which a face asks the services, so that nothing waits for a disk on the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services

T = TypeVar("T")


class Desk:
    """Hands work to the services, one piece at a time, each piece one transaction.

    The services (and with them the database, the content and their libraries) are made on that thread when first asked.
    """

    def __init__(self, build: Callable[[], Services]) -> None:
        self._build = build
        self._services: Services | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        self._aside: ThreadPoolExecutor | None = None

    async def run(self, work: Callable[[Services], T]) -> T:
        """The outcome of that work; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    async def aside(self, work: Callable[[], T]) -> T:
        """The outcome of work that takes long and asks no service: meanwhile others get their answers."""
        if self._aside is None:
            self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
        return await asyncio.get_running_loop().run_in_executor(self._aside, work)

    def warm(self, then: Callable[[], None] = lambda: None) -> None:
        """Begin making the services now, while a person reads; a failure waits for the first question.

        `then` is called on the services' thread when they are made, or could not be.
        """
        self._thread.submit(self._quietly).add_done_callback(lambda _: then())

    def close(self) -> None:
        """Finish what was begun, then close the database."""
        if self._aside is not None:
            self._aside.shutdown(wait=True)
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _quietly(self) -> None:
        # The first real question meets the same failure and says it.
        try:
            self._do(_read_ahead)
        except Exception:
            self._services = None

    def _do(self, work: Callable[[Services], T]) -> T:
        if self._services is None:
            self._services = self._build()
        return work(self._services)

    def _close(self) -> None:
        if self._services is not None:
            self._services.store.close()
            self._services = None


def _read_ahead(services: Services) -> None:
    """What signing in asks, the courses, and what their pages are read with and held against."""
    from prevent_tui.content import markdown
    from prevent_tui.content.glossary import LANGUAGES, glossary

    services.get_ready()
    services.library.all()
    markdown.blocks("")
    for language in LANGUAGES:
        glossary(language)
