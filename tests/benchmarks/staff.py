"""Organisations of any size, every member directly below one manager, made once and kept in the build directory."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from prevent_tui.clock import Clock, FixedDay
from prevent_tui.domain.people import StaffRow
from prevent_tui.services import access, standing
from prevent_tui.storage import accounts, database, installation, people, records, schema
from prevent_tui.storage.records import NewCompletion, Provenance
from tests.benchmarks.timed import KEPT, ROOT

MANAGER = "900001"
PASSWORD = "three quiet otters swim"
TODAY = dt.date(2026, 11, 18)

_FAMILY = ("Adams", "Bevan", "Cole", "Dlamini", "Ellis", "Fay", "Gill", "Howells", "Iyer", "Jessop", "Khan", "Llywelyn",
           "Mensah", "Nair", "Okeke", "Price")  # fmt: skip
_GIVEN = ("Aled", "Bethan", "Chidi", "Dorota", "Elin", "Farhan", "Gwen", "Hodan", "Imran", "Jaspreet", "Kofi", "Layla",
          "Mared")  # fmt: skip
LISTED = dt.date(2020, 1, 6)
#: Days before today on which somebody last completed (red, amber, green); who completed nothing is new.
_LAST_COMPLETED = (900, 800, 640, 400, 100, 30, None)


def organisation(size: int) -> Path:
    """A database of the manager and `size` people directly below; the manager alone has an account."""
    file = KEPT / f"staff-{size}-{_recipe()}.db"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for older in KEPT.glob(f"staff-{size}-*"):
            older.unlink()
        being_made = file.with_suffix(".part")
        _make(being_made, size)
        being_made.replace(file)
    return file


def copy_of(size: int, directory: Path) -> str:
    """The URL of a copy to work in, so that every run finds the same."""
    copy = directory / f"staff-{size}.db"
    shutil.copy(organisation(size), copy)
    return f"sqlite:///{copy}"


def _recipe() -> str:
    """Changes with this module, the schema and the rules that the standing follows from."""
    made_of = [Path(__file__), *sorted(schema.DIRECTORY.glob("*.py"))]
    made_of += [ROOT / "prevent_tui" / name for name in ("domain/certification.py", "services/standing.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()[:12]


def _make(file: Path, size: int) -> None:
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
    store = database.connect(f"sqlite:///{file}", create=True)
    try:
        schema.migrate(store)
        with store.write(everyone=True):
            _employ(size, FixedDay(TODAY))
        store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.close()
        for left in file.parent.glob(f"{file.name}[-.]*"):
            os.unlink(left)


def _employ(size: int, clock: Clock) -> None:
    now = clock.now()
    rows = [StaffRow(MANAGER, "Morgan", "Manager", started_on=LISTED)]
    rows += [_row(number) for number in range(size)]
    ids = people.add_staff(rows, imported=True, listed_on=LISTED, at=now)
    manager = ids[MANAGER]
    members = [ids[row.payroll_number] for row in rows[1:]]
    people.start_lines([(member, manager) for member in members], from_on=TODAY)
    records.add_completions(_completions(members), Provenance(None, now, installation.own_device(at=now)))
    standing.rebuild([manager, *members])
    accounts.set_password(manager, access.digest(PASSWORD))
    installation.keep_setting("demo", "1")
    installation.keep_setting("today", TODAY.isoformat())


def _row(number: int) -> StaffRow:
    family = f"{_FAMILY[number % 16]}-{number:06}"
    new = _LAST_COMPLETED[number % len(_LAST_COMPLETED)] is None
    started = TODAY - dt.timedelta(days=60 + number % 300) if new else LISTED
    return StaffRow(f"{100000 + number}", _GIVEN[number % 13], family, started_on=started)


def _completions(members: Sequence[str]) -> list[NewCompletion]:
    found = []
    for number, member in enumerate(members):
        ago = _LAST_COMPLETED[number % len(_LAST_COMPLETED)]
        if ago is not None:
            day = TODAY - dt.timedelta(days=ago + number % 25)
            identity = records.imported_completion_id(member, "elearning", day)
            found.append(NewCompletion(identity, member, "elearning", day, "import"))
    return found
