"""A small workplace in a database of its own: a manager, people who report to them, and their ways in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.people import StaffRow
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.learning import View
from prevent_tui.storage import accounts, installation
from tests import courses
from tests.clocks import TODAY, StillClock
from tests.databases import migrated_file, opened
from tests.factories import NEW_STAFF_SINCE, PASSWORD, id_of, staff

COURSE = "elearning"
MANAGER, ELIN, GETHIN, NEWCOMER = "00001", "00042", "00043", "00044"
_NAMES = {
    MANAGER: ("Marged", "Example"),
    ELIN: ("Elin", "Example"),
    GETHIN: ("Gethin", "Sampl"),
    NEWCOMER: ("Nia", "Newydd"),
}


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the database is, and who is in it."""

    file: Path
    actors: dict[str, Actor]

    @property
    def url(self) -> str:
        """The address the program opens it by."""
        return f"sqlite:///{self.file}"

    @contextmanager
    def open(self) -> Iterator[Services]:
        """Every service on it, with the course of the program, on a day that stands still."""
        with opened(self.url) as store:
            yield services_on(store, StillClock())

    def code(self, number: str) -> str:
        """A fresh one-time code for somebody."""
        with self.open() as services:
            return services.admin.issue_codes(OPERATOR, [number])[number]

    def walk_to(self, number: str, step: str, *, answering: Callable[[View], object] = courses.right) -> None:
        """Take somebody through the course up to a step."""
        with self.open() as services:
            courses.walk_to(services, self.actors[number], step, answering=answering, course=COURSE)  # type: ignore[arg-type]


def workplace(directory: Path, password_hash: str) -> Workplace:
    """A workplace on 18 November 2026, whose people sign in with `PASSWORD`; the newcomer has no account yet."""
    directory.mkdir(parents=True, exist_ok=True)
    place = Workplace(migrated_file(directory / "prevent_tui.db"), {})
    with place.open() as services:
        with services.store.write():
            installation.keep_setting("demo", "1")
            installation.keep_setting("today", TODAY.isoformat())
        rows = [StaffRow(number, *names, started_on=NEW_STAFF_SINCE) for number, names in _NAMES.items()]
        (manager,) = staff(services, rows[:1])
        reports = staff(services, rows[1:], managers=[manager] * (len(rows) - 1))
        actors = dict(zip(_NAMES, [manager, *reports], strict=True))
        with services.store.write():
            for number in (MANAGER, ELIN, GETHIN):
                accounts.set_password(id_of(actors[number]), password_hash)
    return Workplace(place.file, actors)


def quick_hash() -> str:
    """`PASSWORD` hashed with the least work there is: a test that signs in a hundred times tests something else."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


__all__ = ["COURSE", "ELIN", "GETHIN", "MANAGER", "NEWCOMER", "PASSWORD", "Workplace", "quick_hash", "workplace"]
