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


def coming(url: str, directory: Path) -> Actor:
    """A webinar to come: two are booked, a third waits; gives their trainer."""
    with opened(url) as store:
        services = services_on(store, StillClock(BEFORE))
        leader = timetable(services, directory)
        booked(services, "w1", learners(services, 3))
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
        assert "Today ► Wednesday 18 November 2026, 09:00 to 10:30 Prevent webinar. Live webinar. Online" in face.text
        assert "2 places booked. Attendance of 2 people not recorded yet To come" in face.text
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


async def test_a_mark_is_changed_and_undone_until_it_is_recorded(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("f", "up", "a")
        assert await marks(face, leader) == [Mark.ABSENT, None]
        await face.press("u")
        assert await marks(face, leader) == [Mark.FULL, None]
        assert "► Elin Learner00 1001 [x] In full" in face.text
        await face.press("e")
        assert await marks(face, leader) == [Mark.FULL, Mark.FULL]
        await face.press("u", "u")
        assert await marks(face, leader) == [None, None]
        await face.press("u")
        assert "There is no mark to undo." in face.text


async def test_recorded_it_is_not_changed_but_voided_with_a_reason(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("f", "c")
        assert "It records 1 completion. • 1 person with a place is not marked yet, and stays so." in face.text
        await face.press("enter")
        assert "Recorded: 1 in full, 0 in part, 0 did not attend. 1 not marked." in face.text
        await face.press("u")
        assert "There is no mark to undo. A recorded mark is voided, with a reason." in face.text
        face.app.screen.query_one("#grid").focus()
        await face.press("home", "a")
        assert "Another mark is recorded. Void it with a reason, then mark again." in face.text
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


async def test_another_terminals_mark_stands_and_is_shown(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.app.desk.run(lambda services: services.attendance.mark(leader, "w1", "1001", Mark.PART))
        await face.press("f")
        assert "Another terminal has marked this person meanwhile." in face.text
        assert "[/] In part" in face.text
        face.app.screen.query_one("#grid").focus()
        await face.press("f")
        assert await marks(face, leader) == [Mark.FULL, None]


async def test_twenty_people_take_twenty_keys(sqlite_url: str, tmp_path: Path) -> None:
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock(BEFORE))
        today = {"starts_at": "2026-11-18T09:00", "ends_at": "2026-11-18T10:30", "capacity": "20"}
        leader = timetable(services, tmp_path, session_line(**today))
        booked(services, "w1", learners(services, 20))
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.pilot.press(*"f" * 20)
        await face.settle()
        assert await marks(face, leader) == [Mark.FULL] * 20


async def test_nothing_to_void_is_said(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("v")
        assert "Nothing is marked for this person." in face.text


async def test_a_walk_in_is_found_by_number_or_name(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        person(services_on(store, StillClock()), "2001", given="Walk", family="Zin")
        person(services_on(store, StillClock()), "2002", given="Wil", family="Zin")
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("w", *"2001", "enter")
        assert "Marked as attended in full: Walk Zin." in face.text
        await face.press(*"zin", "enter")
        assert "► Walk Zin 2001 [x] In full Wil Zin 2002" in face.text
        await face.press("down", "enter", "escape")
        assert "Walk Zin 2001 [x] In full Wil Zin 2002 [x] In full" in face.text


async def test_who_is_not_on_the_staff_list_is_written_down(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("w", *"404", "enter")
        assert "Nobody on the staff list has that number or name." in face.text
        await face.press("enter", "enter")
        assert "the completion waits for a staff list that has it" in face.text
        await face.press(*"Nia", "enter")
        assert "Added to the sheet: Nia." in face.text
        await face.press("escape", "end")
        assert "► Nia 404 [x] In full" in face.text
        await face.press("f1")
        assert "o Take off" in face.text
        assert "e Rest in full" in face.text
        await face.press("escape", "e", "f1")
        assert "Rest in full" not in face.text
        await face.press("escape", "end", "o", *"a mistake", "enter")
        assert "Nia" not in face.text


async def test_somebody_is_found_in_the_list(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader, size=(60, 20)) as face:
        await face.press("slash", *"learner01", "enter")
        assert "Learner00" not in face.text
        await face.press("f", "escape")
        assert await marks(face, leader) == [None, Mark.FULL]


async def test_before_the_start_it_can_be_cancelled_and_nobody_marked(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_home(sqlite_url, leader) as face:
        await face.app.push_screen(TrainerScreen())
        await face.settle()
        await face.press("down", "enter")
        assert "Attendance is marked from the start of the session." in face.text
        await face.press("f")
        assert "This session has not begun: attendance is marked from its start." in face.text
        await face.press("x", *"snow", "enter")
        assert face.screen == "CancelledScreen"
        assert "Reason: snow" in face.text
        assert "Save calendar files" not in face.text
        await face.press("escape")
        assert face.screen == "TrainerScreen"
        assert "Cancelled" in face.text
        await face.press("enter")
        assert face.screen == "CancelledScreen"


async def test_cancelling_says_first_what_it_does_and_gives_the_calendar_files(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    leader = coming(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("x")
        assert "2 bookings end. 1 person no longer waits." in face.text
        assert "Each of them is told on their home screen, with your reason." in face.text
        await face.press("enter")
        assert "Enter a reason" in face.text
        face.app.screen.query_one("#reason").value = "Snow"  # type: ignore[attr-defined]
        await face.app.screen.act()  # type: ignore[attr-defined]
        await face.settle()
        assert "2 people had a place. 1 person waited." in face.text
        await face.press("enter")
        assert "2 calendar files are saved in this folder:" in face.text
    files = sorted((tmp_path / "prevent_tui" / "calendar-w1-cancelled").iterdir())
    assert [file.name for file in files] == ["1001.ics", "1002.ics"]
    assert all(b"METHOD:CANCEL" in file.read_bytes() for file in files)


async def test_a_place_is_given_up_and_the_queue_moves_up(sqlite_url: str, tmp_path: Path) -> None:
    leader = coming(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        assert "Elin Learner02 1003 [ ] Waiting, number 1" in face.text
        await face.press("o")
        assert "Their place goes to Elin Learner02, who has waited longest." in face.text
        await face.press("enter")
        assert "► Elin Learner01 1002 [ ] Booked Elin Learner02 1003 [ ] Booked, moved up" in face.text
        assert "Learner00" not in face.text


async def test_the_sign_in_sheet_is_saved(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    leader = coming(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("i")
        assert "sign-in-sheet-w1.html sign-in-sheet-w1.txt sign-in-sheet-w1.csv" in face.text
    assert "Elin Learner02" in (tmp_path / "prevent_tui" / "sign-in-sheet-w1.txt").read_text(encoding="utf-8")


async def test_every_act_is_in_the_palette(sqlite_url: str, tmp_path: Path) -> None:
    leader = prepared(sqlite_url, tmp_path)
    async with at_the_sheet(sqlite_url, leader) as face:
        await face.press("ctrl+p")
        for words in ("In full", "In part", "Did not attend", "Add somebody", "Mark the rest as attended in full",
                      "Undo the last mark", "Void a recorded mark", "Save the sign-in sheet to print"):  # fmt: skip
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
