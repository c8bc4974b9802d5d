"""Sessions at the screen: the list, a session's page, booking and cancelling, and what one is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import icalendar
import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.screens.sessions import SessionsScreen
from prevent_tui.services.access import OPERATOR, Actor
from tests.clocks import StillClock
from tests.databases import opened
from tests.factories import id_of
from tests.screens.learning import Face, at_home
from tests.sessions import booked, learners, session_line, sessions_file, timetable

WORKSHOP = session_line(
    session_id="w2",
    option="wrap",
    title="Gweithdy [WRAP]",
    language="cy",
    starts_at="2026-12-09T09:00",
    ends_at="2026-12-09T12:30",
    place="Neuadd Tresaith",
    link="",
)


def prepared(url: str, directory: Path, *, full: bool = False, manager: bool = False) -> list[Actor]:
    """A webinar and a workshop; three learners, the last two with places on the webinar when it is full."""
    with opened(url) as store:
        services = services_on(store, StillClock())
        leader = timetable(services, directory, session_line(), WORKSHOP)
        people = learners(services, 3, manager=leader if manager else None)
        if full:
            booked(services, "w1", people[1:])
        return [*people, leader]


@asynccontextmanager
async def listed(
    url: str, who: Actor, *, language: str = "en", size: tuple[int, int] = (80, 24), option: str | None = None
) -> AsyncIterator[Face]:
    """The program at the list of sessions."""
    async with at_home(url, who, language=language, size=size) as face:
        await face.app.push_screen(SessionsScreen(option))
        await face.settle()
        yield face


async def test_the_list_says_when_where_with_whom_and_how_many_places(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path, full=True)
    async with listed(sqlite_url, learner) as face:
        for words in (
            "► Wednesday 2 December 2026, 14:00 to 15:30",
            "Prevent webinar. Live webinar",
            "Online. In English. Tegwen Trainer",
            "Full",
            "Gweithdy [WRAP]. Half-day workshop (WRAP)",
            "Neuadd Tresaith. In Welsh. Tegwen Trainer",
            "2 places left",
        ):
            assert words in face.text


async def test_the_list_in_welsh_on_a_small_terminal(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path)
    async with listed(sqlite_url, learner, language="cy", size=(60, 20)) as face:
        for words in ("Gweminarau a gweithdai", "Dydd Mercher 2 Rhagfyr 2026, 14:00 tan 15:30", "2 le ar ôl"):
            assert words in face.text
        await face.press("down", "enter")
        assert "A fydd hyn yn cyfrif?" in face.text
        await face.press("enter")
        assert "Mae gennych chi le" in face.text


async def test_one_option_and_none(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path)
    async with listed(sqlite_url, learner, option="wrap") as face:
        assert "Neuadd Tresaith" in face.text
        assert "Prevent webinar" not in face.text
    with opened(sqlite_url) as store:
        services_on(store, StillClock()).sessions.cancel_session(OPERATOR, "w2", "Snow")
    async with listed(sqlite_url, learner, option="wrap") as face:
        assert "There are no sessions to book at the moment." in face.text


async def test_booking_saving_the_calendar_file_and_cancelling(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    learner, *_ = prepared(sqlite_url, tmp_path)
    async with listed(sqlite_url, learner) as face:
        await face.press("enter")
        assert "Completing on 2 December 2026 counts: certified until 2 December 2028." in face.text
        await face.press("enter")
        assert "You have a place" in face.text
        assert "It counts when the trainer marks that you attended in full." in face.text
        await face.press("tab", "enter", "enter")
        assert "prevent-session-2.ics" in face.text.replace(" ", "")  # a long path is wrapped
        assert (tmp_path / "prevent-session.ics").stat().st_mode & 0o777 == 0o600
        await face.press("shift+tab", "enter")
        assert "1 place left. You have a place" in face.text
        await face.press("enter", "enter")
        assert "The booking is cancelled" in face.text
        await face.press("tab", "enter", "escape")
        assert "2 places left" in face.text
    files = [tmp_path / f"prevent-session{number}.ics" for number in ("", "-2", "-3")]
    methods = [str(icalendar.Calendar.from_ical(file.read_bytes())["METHOD"]) for file in files]
    assert methods == ["REQUEST", "REQUEST", "CANCEL"]


async def test_a_full_session_has_a_waiting_list(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path, full=True)
    async with listed(sqlite_url, learner) as face:
        await face.press("enter")
        assert "Join the waiting list" in face.text
        await face.press("enter")
        assert "You are on the waiting list, number 1" in face.text
        assert "Save calendar file" not in face.text
        await face.press("enter")
        assert "Full, 1 person waiting. You are on the waiting list, number 1" in face.text


async def test_a_place_that_others_wait_for_is_given_up_only_when_asked_again(sqlite_url: str, tmp_path: Path) -> None:
    waiting, first, _, _ = prepared(sqlite_url, tmp_path, full=True)
    with opened(sqlite_url) as store:
        booked(services_on(store, StillClock()), "w1", [waiting])
    async with listed(sqlite_url, first) as face:
        await face.press("enter", "enter")
        assert "Others are waiting: the place goes to the first of them at once." in face.text
        await face.press("escape")
        assert "You have a place" in face.text
        await face.press("enter", "enter", "enter")
        assert "The booking is cancelled" in face.text
    async with listed(sqlite_url, waiting) as face:
        assert "You have moved up from the waiting list and have a place: Prevent webinar" in face.text
    async with listed(sqlite_url, waiting) as face:
        assert "You have moved up" not in face.text


async def test_what_was_changed_or_cancelled_is_told_in_ones_own_language(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        for name in ("w1", "w2"):
            booked(services, name, [learner])
        file = sessions_file(tmp_path, session_line(starts_at="2026-12-02T13:00", ends_at="2026-12-02T14:30"))
        services.sessions.import_sessions(OPERATOR, file)
        services.sessions.cancel_session(OPERATOR, "w2", "Snow")
    async with listed(sqlite_url, learner) as face:
        assert "This session has changed; your booking stands: Prevent webinar, Wednesday 2 December" in face.text
        assert "This session was cancelled, and your booking with it: Gweithdy [WRAP]" in face.text
        await face.press("ctrl+l")
        assert "Mae'r sesiwn hon wedi newid" in face.text


async def test_a_session_that_fills_up_meanwhile_puts_one_on_the_list(sqlite_url: str, tmp_path: Path) -> None:
    learner, first, second, _ = prepared(sqlite_url, tmp_path)
    async with listed(sqlite_url, learner) as face:
        await face.press("enter")
        assert "Book this place" in face.text
        await face.app.desk.run(lambda services: booked(services, "w1", [first, second]))
        await face.press("enter")
        assert "You are on the waiting list, number 1" in face.text


async def test_a_clash_is_said_and_nothing_booked(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path)
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        services.sessions.import_sessions(
            OPERATOR, sessions_file(tmp_path, session_line(session_id="w3", title="Same"))
        )
        booked(services, "w3", [learner])
    async with listed(sqlite_url, learner) as face:
        await face.press("enter", "enter")
        assert "There is a problem" in face.text
        assert "It clashes with another booking at the same time: Same." in face.text


async def test_a_manager_books_for_a_report(sqlite_url: str, tmp_path: Path) -> None:
    learner, _, _, manager = prepared(sqlite_url, tmp_path, manager=True)
    async with at_home(sqlite_url, manager) as face:
        await face.app.push_screen(SessionsScreen(person_id=id_of(learner), name="Elin Learner00"))
        await face.settle()
        await face.press("enter")
        assert "Elin Learner00" in face.text
        await face.press("enter")
        assert "Place booked" in face.text
        (held,) = await face.app.desk.run(lambda services: services.bookings.mine(learner, id_of(learner)))
        assert held.session.id == "w1"


async def test_the_list_is_in_the_palette_of_who_is_signed_in(sqlite_url: str, tmp_path: Path) -> None:
    learner, *_ = prepared(sqlite_url, tmp_path)
    async with at_home(sqlite_url, learner) as face:
        await face.press("ctrl+p")
        assert "Sessions you lead" not in face.text
        await face.press(*"webinars", "enter")
        assert face.screen == "SessionsScreen"
    async with at_home(sqlite_url, learner) as face:
        face.app.signed_in = None
        await face.press("ctrl+p")
        assert not face.app.screen.query("#always-sessions")


async def test_what_happened_leads_to_the_session_its_reason_and_its_calendar_file(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    _, learner, *_ = prepared(sqlite_url, tmp_path, full=True)
    with opened(sqlite_url) as store:
        services_on(store, StillClock()).sessions.cancel_session(OPERATOR, "w1", "Snow")
    async with at_home(sqlite_url, learner) as face:
        assert "This session was cancelled, and your booking with it" in face.text
        assert "Reason: Snow" in face.text
        await face.press("b", "up", "enter")
        assert face.screen == "SessionScreen"
        assert "This session was cancelled. Reason: Snow" in face.text
        assert "Will this count?" not in face.text
        await face.press("tab", "enter")
        assert "Saved as" in face.text
    assert b"METHOD:CANCEL" in (tmp_path / "prevent-session.ics").read_bytes()


async def test_two_bookings_at_once_are_told_at_home_until_one_is_given_up(sqlite_url: str, tmp_path: Path) -> None:
    _, learner, *_ = prepared(sqlite_url, tmp_path, full=True)
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        booked(services, "w2", [learner])
        onto = session_line(starts_at="2026-12-09T11:00", ends_at="2026-12-09T12:00")
        services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, onto))
    async with at_home(sqlite_url, learner) as face:
        clash = "You have another booking at the same time: Gweithdy [WRAP]"
        assert face.text.count("You have another booking at the same time") == 1
        assert clash in face.text
        await face.press("b", "escape")
        assert clash in face.text
        await face.app.desk.run(lambda services: services.bookings.cancel(learner, "w2", id_of(learner)))
        await face.press("b", "escape")
        assert "You have another booking" not in face.text


async def test_the_pages_acts_fit_a_small_terminal(sqlite_url: str, tmp_path: Path) -> None:
    _, learner, *_ = prepared(sqlite_url, tmp_path, full=True)
    async with listed(sqlite_url, learner, language="cy", size=(60, 20)) as face:
        await face.press("enter")
        for words in ("[ Yn ôl i'r sesiynau ]", "[ Cadw ffeil galendr ]"):
            assert words in face.text
