"""Somebody who is signed in at the program, with the varied course as its e-learning."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.screens.home import COURSE, HomeScreen
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.settings import Settings
from prevent_tui.storage import schema
from tests import factories, hands
from tests.clocks import StillClock
from tests.courses import Shelf, varied_course
from tests.databases import opened


def services_of(url: str) -> Services:
    """Every service on a database, with the varied course as the e-learning."""
    return services_on(schema.open_store(url), StillClock(), Shelf(varied_course(COURSE)))


def a_learner(url: str) -> Actor:
    """Somebody new in a database."""
    with opened(url) as store:
        return factories.person(services_on(store, StillClock()))


class Face:
    """The program as a learner sees it and uses it."""

    def __init__(self, pilot: Pilot[int], app: PreventApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what follows from each."""
        await hands.press(self.app, *keys)

    async def settle(self) -> None:
        """Wait until what was asked of the services is shown."""
        await hands.settled(self.app)

    @property
    def text(self) -> str:
        """What is on the screen, without its line breaks."""
        strips = self.app.screen._compositor.render_strips()
        return " ".join(" ".join(strip.text for strip in strips).split())

    @property
    def screen(self) -> str:
        """The name of the screen in view."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def at_start(url: str, *, language: str = "en", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Face]:
    """The program as anybody finds it."""
    desk = Desk(lambda: services_of(url))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            face = Face(pilot, app)
            await face.settle()
            yield face
    finally:
        desk.close()


@asynccontextmanager
async def at_home(
    url: str, learner: Actor, *, language: str = "en", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Face]:
    """The program at My learning."""
    desk = Desk(lambda: services_of(url))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            app.signed_in = SignedIn(learner, "00042", "Elin", "Example", None, False, False)
            await app.push_screen(HomeScreen())
            face = Face(pilot, app)
            await face.settle()
            yield face
    finally:
        desk.close()
