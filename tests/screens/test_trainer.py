"""A trainer at the screen: own sessions, one key marks a person, mistakes are voided, a session is cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.bookings import Mark
from prevent_tui.screens.attendance import AttendanceScreen
from prevent_tui.screens.trainer import TrainerScreen
from prevent_tui.services.access import Actor
from tests.clocks import StillClock
from tests.databases import opened
from tests.factories import person
from tests.screens.learning import Face, at_home
from tests.sessions import booked, learners, session_line, timetable

BEFORE = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)


def prepared(url: str, directory: Path) -> Actor:
    """A webinar of this morning with two learners, and one to come; gives their trainer."""
    with opened(url) as store:
        services = services_on(store, StillClock(BEFORE))
        today = {"starts_at": "2026-11-18T09:00", "ends_at": "2026-11-18T10:30"}
        leader = timetable(services, directory, session_line(**today), session_line(session_id="w2", title="Later"))
        booked(services, "w1", learners(services, 2))
        return leader


@asynccontextmanager
async def at_the_sheet(
    url: str, leader: Actor, *, session: str = "w1", language: str = "en", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Face]:
    """The program at a session's attendance."""
    async with at_home(url, leader, language=language, size=size) as face:
        await face.app.push_screen(AttendanceScreen(session))
        await face.settle()
        yield face


async def marks(face: Face, leader: Actor) -> list[Mark | None]:
    sheet = await face.app.desk.run(lambda services: services.attendance.sheet(leader, "w1"))
    return [comer.mark for comer in sheet.comers]


async def test_own_sessions_todays_first(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_home(sqlite_url, leader) as face:
        await face.app.push_screen(TrainerScreen())
        await face.settle()
        assert "► Wednesday 18 November 2026, 09:00 to 10:30 Prevent webinar. Live webinar. Online" in face.text
        assert "2 places booked" in face.text
        await face.press("enter")
        assert face.screen == "AttendanceScreen"
        assert "► Elin Learner00 1001 [ ] Booked" in face.text


async def test_who_leads_nothing_is_told_so(sqlite_url: str, tmp_path: Path) -> None:
    prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        nobody = person(services_on(store, StillClock()))
    async with at_home(sqlite_url, nobody) as face:
        await face.app.push_screen(TrainerScreen())
        await face.settle()
        assert "No session names you as its trainer." in face.text


@pytest.mark.parametrize(("language", "keys"), [("en", ("f", "p")), ("cy", ("l", "r"))])
async def test_one_key_marks_and_goes_on(sqlite_url: str, tmp_path: Path, language: str, keys: tuple[str, str]) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader, language=language, size=(60, 20)) as face:
        await face.press(*keys)
        assert await marks(face, leader) == [Mark.FULL, Mark.PART]
        assert ("[x] In full" if language == "en" else "[x] Yn llawn") in face.text


async def test_a_mark_is_not_changed_but_voided_with_a_reason(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("f", "up", "a")
        assert "Another mark stands. Void it with a reason, then mark again." in face.text
        assert await marks(face, leader) == [Mark.FULL, None]
        await face.press("v")
        assert "Elin Learner00 Attended in full" in face.text
        await face.press("enter")
        assert "Enter a reason" in face.text
        await face.press("tab", *"wrong", "enter")
        assert face.screen == "AttendanceScreen"
        assert await marks(face, leader) == [None, None]
        await face.press("a")
        assert await marks(face, leader) == [Mark.ABSENT, None]


async def test_nothing_to_void_is_said(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("v")
        assert "Nothing is marked for this person." in face.text


async def test_a_walk_in_is_marked_by_number(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        person(services_on(store, StillClock()), "2001", given="Walk", family="Zin")
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("w", *"404", "enter")
        assert "There is nobody with that payroll number." in face.text
        face.app.screen.query_one("#answer").value = "2001"  # type: ignore[attr-defined]
        await face.press("tab", "tab", "enter")
        assert "Walk Zin 2001 [x] In full" in face.text


async def test_before_the_start_it_can_be_cancelled_and_nobody_marked(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_home(sqlite_url, leader) as face:
        await face.app.push_screen(TrainerScreen())
        await face.settle()
        await face.press("down", "enter", "f")
        assert "Attendance is marked from the start of the session." in face.text
        await face.press("x", *"snow", "enter")
        assert face.screen == "TrainerScreen"
        assert "Cancelled" in face.text
        await face.press("enter")
        assert "This session was cancelled." in face.text


async def test_every_act_is_in_the_palette(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("ctrl+p")
        for words in ("In full", "In part", "Did not attend", "Void", "Walk-in"):
            assert words in face.text
        await face.press(*"part", "enter")
        assert await marks(face, leader) == [Mark.PART, None]


async def test_anyone_else_sees_nothing_of_it(sqlite_url: str, tmp_path: Path) -> None:
    prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        stranger = person(services_on(store, StillClock()))
    async with at_the_sheet(sqlite_url, stranger) as face:
        assert "You are not permitted to see or do that." in face.text
        assert "Learner00" not in face.text
