"""People who started without an account, as frozen rows, and what becomes of their records when they are claimed."""

from __future__ import annotations

import datetime as dt

from prevent_tui.domain.identity import random_id
from prevent_tui.domain.people import StaffRow
from prevent_tui.storage import models, people
from prevent_tui.storage.people import Person
from prevent_tui.storage.rows import value, values


def add(reference_hash: str, *, language: str | None, listed_on: dt.date, at: dt.datetime) -> Person:
    """Insert somebody of whom nothing is known; their own id stands where a payroll number would."""
    person_id = random_id()
    models.Person.insert(
        id=person_id,
        kind="guest",
        payroll_number=person_id,
        imported=False,
        listed_on=listed_on,
        created_at=at,
        **people.values_of(StaffRow(person_id, "", "", language=language)),
    ).execute()
    models.Guest.insert(person_id=person_id, reference_hash=reference_hash, started_at=at).execute()
    return people.by_id(person_id)


def by_reference(reference_hash: str) -> Person | None:
    """Whoever comes back with the reference of that hash."""
    guest = models.Guest
    person_id: str | None = value(guest.select(guest.person_id).where(guest.reference_hash == reference_hash))
    return None if person_id is None else people.by_id(person_id)


def owner_of(person_id: str) -> str | None:
    """The member of staff whose record a guest's has become; None while it is the guest's own, and for anyone else."""
    link = models.Link
    owner: str | None = value(link.select(link.person_id).where(link.stub_id == person_id))
    return owner


def keep_name(person_id: str, name: str) -> None:
    """Keep the name a guest gave for the certificate, as they wrote it."""
    people.change_staff(person_id, StaffRow(person_id, name, "", language=people.by_id(person_id).language))


def keep_language(person_id: str, language: str) -> None:
    """Keep the language a guest last chose."""
    models.Person.update(language=language).where(models.Person.id == person_id).execute()


def hand_over_runs(person_id: str, owner_id: str, *, at: dt.datetime) -> None:
    """Make every run of a guest their owner's; where both have one of a course open, the one further on stays open."""
    attempt = models.Attempt
    open_runs = attempt.finished_at.is_null()
    for course in values(attempt.select(attempt.course).where(open_runs, attempt.person_id == person_id)):
        theirs, own = (
            value(attempt.select(attempt.id).where(open_runs, attempt.person_id == one, attempt.course == course))
            for one in (person_id, owner_id)
        )
        if own is not None:
            _end(min((own, theirs), key=_steps_seen), at)
    attempt.update(person_id=owner_id).where(attempt.person_id == person_id).execute()


def _steps_seen(attempt_id: str) -> int:
    visit = models.Visit
    return int(visit.select(visit.step).where(visit.attempt_id == attempt_id).distinct().count())


def _end(attempt_id: str, at: dt.datetime) -> None:
    from prevent_tui.storage import attempts

    attempts.finish(attempt_id, at)
