"""Enter pressed twice before the first has done its work: it is done once, and one screen is left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual import events
from textual.screen import Screen

from prevent_tui.bootstrap import services_on
from prevent_tui.screens.attendance import AttendanceScreen
from prevent_tui.screens.confirm import Confirming, ConfirmScreen
from prevent_tui.screens.walk_in import StrangerScreen, WalkInScreen
from prevent_tui.services.access import Actor
from tests.clocks import StillClock
from tests.databases import opened
from tests.hands import settled
from tests.screens.learning import Face, at_home
from tests.sessions import session_line, timetable


def leading(url: str, directory: Path) -> Actor:
    """The trainer of a webinar of this morning."""
    with opened(url) as store:
        services = services_on(store, StillClock(dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)))
        day = {"starts_at": "2026-11-18T09:00", "ends_at": "2026-11-18T10:30"}
        return timetable(services, directory, session_line(**day))


async def twice(face: Face, *screens: Screen[None]) -> None:
    """Enter, and Enter again at once, on the last of some screens."""
    for screen in screens:
        await face.app.push_screen(screen)
    await face.settle()
    for _ in range(2):
        face.app.post_message(events.Key("enter", "\r"))
    await settled(face.app)


async def test_what_is_confirmed_twice_is_done_once(sqlite_url: str, tmp_path: Path) -> None:
    done: list[str] = []
    words = Confirming(lambda t: "Really?", lambda t: "It is done.", "Record")
    async with at_home(sqlite_url, leading(sqlite_url, tmp_path)) as face:
        await twice(
            face, AttendanceScreen("w1"), ConfirmScreen(words, lambda services, actor: done.append("done"))
        )  # fmt: skip
        assert done == ["done"]
        assert isinstance(face.app.screen, AttendanceScreen)


async def test_a_form_that_is_sent_twice_is_taken_once(sqlite_url: str, tmp_path: Path) -> None:
    leader = leading(sqlite_url, tmp_path)
    async with at_home(sqlite_url, leader) as face:
        finding = WalkInScreen("w1")
        stranger = StrangerScreen("w1", "Nia", lambda told: None)
        await face.app.push_screen(finding)
        await face.app.push_screen(stranger)
        await face.settle()
        stranger.query_one("#number").focus()
        await twice(face)
        sheet = await face.app.desk.run(lambda services: services.attendance.sheet(leader, "w1"))
        assert [one.name for one in sheet.comers] == ["Nia"]
        assert face.app.screen is finding
