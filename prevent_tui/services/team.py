"""A manager's view of the people who report to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.domain import certification
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import fold
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import people, team
from prevent_tui.storage.database import Store
from prevent_tui.storage.team import SECTIONS, Scope, TeamRow

__all__ = ["SECTIONS", "Question", "Team", "TeamRow"]

EVERY_ROW = 1_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the grid: whose reports, on which day, which colours, whose name contains what."""

    manager_id: str
    as_at: dt.date
    colours: frozenset[Colour] = frozenset(Colour)
    name: str = ""

    @property
    def sections(self) -> tuple[Colour, ...]:
        """The colours asked for, in the order they are shown."""
        return tuple(colour for colour in SECTIONS if colour in self.colours)


class Team:
    """Answers "who in my team is not compliant?"."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def manager(self, actor: Actor, payroll_number: str) -> people.Person:
        """The manager a number names: the actor themself, a manager below them, or anyone for an administrator."""
        with self._store.read():
            person = people.by_payroll(payroll_number)
            if person is None:
                raise PreventError("unknown_person" if actor.is_anyone else "not_permitted")
            access.require_sight_of(actor, person.id)
            return person

    def counts(self, actor: Actor, question: Question) -> Mapping[Colour, int]:
        """How many rows of each colour the question has; a colour that isn't asked for counts nothing."""
        with self._store.read():
            access.require_sight_of(actor, question.manager_id)
            found = team.counts(_scope(question))
            return {colour: found[colour] if colour in question.colours else 0 for colour in SECTIONS}

    def first(self, actor: Actor, question: Question, *, limit: int) -> list[TeamRow]:
        """The first rows."""
        return self._rows(actor, question, limit, anchor=None, backwards=False)

    def last(self, actor: Actor, question: Question, *, limit: int) -> list[TeamRow]:
        """The last rows, in the grid's order."""
        return self._rows(actor, question, limit, anchor=None, backwards=True)

    def after(self, actor: Actor, question: Question, row: TeamRow, *, limit: int) -> list[TeamRow]:
        """The rows that follow one."""
        return self._rows(actor, question, limit, anchor=row, backwards=False)

    def before(self, actor: Actor, question: Question, row: TeamRow, *, limit: int) -> list[TeamRow]:
        """The rows just before one, in the grid's order."""
        return self._rows(actor, question, limit, anchor=row, backwards=True)

    def everyone(self, actor: Actor, question: Question) -> list[TeamRow]:
        """Every row, for a command that prints them all."""
        return self._rows(actor, question, EVERY_ROW, anchor=None, backwards=False)

    def _rows(
        self, actor: Actor, question: Question, limit: int, *, anchor: TeamRow | None, backwards: bool
    ) -> list[TeamRow]:
        with self._store.read():
            access.require_sight_of(actor, question.manager_id)
            scope, found = _scope(question), list[TeamRow]()
            for colour in _from(question.sections, anchor, backwards=backwards):
                key = anchor.key if anchor and anchor.colour is colour else None
                part = team.rows(scope, colour, limit=limit - len(found), after=key, backwards=backwards)
                found = part + found if backwards else found + part
                if len(found) >= limit:
                    break
            return found


def _scope(question: Question) -> Scope:
    """The rows of every colour that are meant; inside a transaction."""
    policy = standing.policy_in_force()
    months = max(policy.window_months, policy.starter_months)
    latest = certification.add_months(question.as_at, months) + dt.timedelta(days=7)  # months clamp by a few days
    return Scope(question.manager_id, question.as_at, latest, fold(question.name))


def _from(sections: Sequence[Colour], anchor: TeamRow | None, *, backwards: bool) -> Iterator[Colour]:
    """The sections still to read from an anchor, in reading order."""
    order = list(reversed(sections)) if backwards else list(sections)
    start = order.index(anchor.colour) if anchor and anchor.colour in order else 0
    yield from order[start:]
