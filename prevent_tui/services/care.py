"""Care of the database: making it, bringing it up to date, and looking for what is wrong with it."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import heapq
import importlib.metadata
import itertools
import platform
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prevent_tui.clock import Clock, SystemClock
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import signing
from prevent_tui.services import access, courses, standing
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.admin import Administration
from prevent_tui.services.certificates import key_file_of
from prevent_tui.storage import certificates, database, installation, records, schema
from prevent_tui.storage.database import Store

_LIBRARIES = ("textual", "peewee", "babel", "argon2-cffi", "msgspec", "markdown-it-py")


class Verdict(enum.StrEnum):
    """What a finding means."""

    FINE = "fine"
    WRONG = "wrong"
    CORRUPT = "corrupt"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a stable code, what it means, and the values its sentence needs."""

    code: str
    verdict: Verdict = Verdict.FINE
    details: tuple[tuple[str, str], ...] = ()


def begin(url: str, payroll_number: str, *, given_name: str, family_name: str) -> str:
    """Make a new database with its first administrator; gives their one-time code.

    Raises `already_begun` where there are people, `schema_older` or `schema_newer` for another version's database.
    """
    with _opened(url, create=True) as store:
        if schema.applied(store):
            schema.require_current(store)
        else:
            schema.migrate(store)
        return Administration(store, SystemClock()).begin(payroll_number, given_name, family_name)


def migrate(url: str, *, acting_as: str | None = None) -> tuple[str, ...]:
    """Bring a database up to date; gives the names of the migrations it had. Raises `schema_newer`."""
    with _opened(url) as store:
        access.require_administrator(_actor(store, acting_as))
        return schema.migrate(store)


def examine(
    url: str, *, acting_as: str | None = None, clock_of: Callable[[Store], Clock], key: str = ""
) -> tuple[Finding, ...]:
    """Look at the program, the database and its surroundings; the clock judges the courses' reviews.

    `key` is where settings say that the key of certificates lies, if they do.
    """
    with _opened(url) as store:
        schema.require_current(store)
        access.require_administrator(_actor(store, acting_as))
        return tuple(_findings(store, clock_of(store).today(), key))


@contextlib.contextmanager
def _opened(url: str, *, create: bool = False) -> Iterator[Store]:
    store = database.connect(url, create=create)
    try:
        yield store
    finally:
        store.close()


def _actor(store: Store, payroll_number: str | None) -> Actor:
    if payroll_number is None:
        return OPERATOR
    with store.read():
        if not schema.applied(store):
            raise PreventError("not_permitted")
        return access.actor_for(payroll_number)


def _findings(store: Store, today: dt.date, key: str) -> Iterator[Finding]:
    yield _fine("python", version=platform.python_version())
    yield _fine("libraries", versions=", ".join(_versions()))
    with store.read():
        yield _fine("database_library", version=database.library_version(store))
        yield _fine("database", location=store.location.shown)
        held = database.pragmas(store)
        if held:
            yield _fine("pragmas", values=", ".join(f"{name}={value}" for name, value in held.items()))
        if store.location.file is not None:
            yield from _permissions(store.location.file)
        yield _fine("schema", name=schema.applied(store)[-1])
        yield from _integrity(store)
        yield _standing()
        yield _certificate_key(key_file_of(store, configured=key))
        if installation.setting("demo") == "1":
            yield _fine("demo")
    yield _content(today)


def _fine(code: str, **details: str) -> Finding:
    return Finding(code, Verdict.FINE, tuple(details.items()))


def _wrong(code: str, **details: str) -> Finding:
    return Finding(code, Verdict.WRONG, tuple(details.items()))


def _versions() -> Iterator[str]:
    for name in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            yield f"{name} {importlib.metadata.version(name)}"


def _permissions(file: Path) -> Iterator[Finding]:
    """The database and its directory are for the program's own user alone."""
    wrong = [path for path in (file.parent, file) if _mode(path) & 0o077]
    for path in wrong:
        yield _wrong("permissions_too_wide", path=str(path), mode=f"{_mode(path):04o}")
    if not wrong:
        yield _fine("permissions")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _integrity(store: Store) -> Iterator[Finding]:
    faults = schema.integrity_faults(store)
    for fault in faults:
        yield Finding("damaged", Verdict.CORRUPT, (("problem", fault),))
    if not faults:
        yield _fine("integrity")


def _standing() -> Finding:
    """Whether the standing rows kept for the grid are those that follow from the records."""
    wanted, held = standing.everybodys_rows(standing.policy_in_force()), records.all_standing()
    number, differing = 0, set[str]()
    for row, same in itertools.groupby(heapq.merge(wanted, held)):  # both are in order: each row comes twice
        number += 1
        if sum(1 for _ in same) == 1:
            differing.add(row[0])
    if differing:
        return _wrong("standing_differs", people=str(len(differing)))
    return _fine("standing", rows=str(number))


def _certificate_key(file: Path) -> Finding:
    """Whether the key that certificates are signed with is there, and its user's alone."""
    try:
        held = signing.load(file)
    except PreventError as problem:
        return _wrong(problem.code, path=str(file), mode=str(problem.details.get("mode", "")))
    if held is not None:
        return _fine("certificate_key", path=str(file), number=held.number)
    signed = certificates.public_keys()
    return (
        _wrong("certificate_key_missing", path=str(file)) if signed else _fine("certificate_key_none", path=str(file))
    )


def _content(today: dt.date) -> Finding:
    found = sum(len(courses.faults(directory, today=today)) for directory in courses.directories())
    return _wrong("content_faults", count=str(found)) if found else _fine("content")
