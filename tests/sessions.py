"""Sessions and bookings for tests, made by the services from files as administrators bring them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prevent_tui.bootstrap import Services
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.storage import people
from tests import factories

SESSIONS_HEADER = "session_id,option,title,language,starts_at,ends_at,place,link,capacity,trainer_payroll_number"
ATTENDANCE_HEADER = "payroll_number,attended"
TRAINER = "00700"


def session_line(**values: str) -> str:
    """A line of a file of sessions: a webinar on 2 December 2026 with two places, and those values."""
    row = {
        "session_id": "w1",
        "option": "webinar-live",
        "title": "Prevent webinar",
        "language": "en",
        "starts_at": "2026-12-02T14:00",
        "ends_at": "2026-12-02T15:30",
        "place": "",
        "link": "https://meet.example.org/w1",
        "capacity": "2",
        "trainer_payroll_number": TRAINER,
    } | values
    return ",".join(row[name] for name in SESSIONS_HEADER.split(","))


def sessions_file(directory: Path, *lines: str) -> Path:
    """A file of those sessions."""
    path = directory / "sessions.csv"
    path.write_text("\n".join([SESSIONS_HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def attendance_file(directory: Path, *lines: str) -> Path:
    """A file of attendance."""
    path = directory / "attendance.csv"
    path.write_text("\n".join([ATTENDANCE_HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def trainer(services: Services) -> Actor:
    """The trainer whom the sessions name, on the staff list once."""
    with services.store.read():
        held = people.by_payroll(TRAINER)
    return Actor(held.id) if held else factories.person(services, TRAINER, given="Tegwen", family="Trainer")


def timetable(services: Services, directory: Path, *lines: str) -> Actor:
    """Sessions brought in; gives their trainer."""
    leader = trainer(services)
    services.sessions.import_sessions(OPERATOR, sessions_file(directory, *(lines or (session_line(),))))
    return leader


def learners(services: Services, count: int, *, manager: Actor | None = None) -> list[Actor]:
    """That many members of staff, with the numbers 1001, 1002 …"""
    return [
        factories.person(services, str(1001 + number), given="Elin", family=f"Learner{number:02d}", manager=manager)
        for number in range(count)
    ]


def booked(services: Services, session_id: str, actors: Sequence[Actor]) -> None:
    """A booking for each, in that order."""
    for actor in actors:
        services.bookings.book(actor, session_id, factories.id_of(actor))
