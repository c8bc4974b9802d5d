"""Payroll numbers as people type them: whose one is, and under whom it waits until a staff list has it."""

from __future__ import annotations

import datetime as dt

from prevent_tui.storage import people
from prevent_tui.storage.people import Person


def without_gaps(number: str) -> str:
    """A number as it is kept."""
    return "".join(number.split())


def meant(number: str) -> Person | None:
    """Whose number that is: as it was typed, or else the only member of staff it can mean without gaps and case.

    One that an administrator has joined to somebody is theirs. Inside a transaction.
    """
    exact = people.by_payroll(number)
    if exact is not None:
        return exact
    bare = without_gaps(number)
    found = [person for one in {bare, bare.upper(), bare.lower()} if (person := people.by_payroll(one))]
    if len(found) == 1:
        return found[0]
    owner = _alike(people.joined_numbers(), bare)
    return people.by_id(owner) if owner else None


def stub_of(number: str, *, listed_on: dt.date, at: dt.datetime) -> str:
    """The stub that waits under a number nobody has, made where there is none; inside a write for everyone."""
    bare = without_gaps(number)
    return _alike(people.all_stubs(), bare) or people.add_stub(bare, listed_on=listed_on, at=at)


def _alike(held: dict[str, str], number: str) -> str | None:
    wanted = number.casefold()
    return held.get(number) or next((one for typed, one in held.items() if typed.casefold() == wanted), None)
