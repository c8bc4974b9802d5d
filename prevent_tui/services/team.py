"""A manager's view of the people who report to them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prevent_tui.clock import Clock
from prevent_tui.domain import certification, days
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.forecast import Month, Turns, counted, forecast, months_from
from prevent_tui.domain.people import fold
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import hierarchy, people, sessions, team
from prevent_tui.storage.database import Store
from prevent_tui.storage.team import ORDERS, SECTIONS, Address, Reach, Scope, TeamRow

__all__ = ["ORDERS", "SECTIONS", "Address", "Month", "Places", "Question", "SubTeam", "Team", "TeamRow", "Turns"]

RANGE = 4_000
"""How many rows are held at once where all are wanted."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the grid: whose reports, on which day, and which of them in which order.

    `manager_id` is empty for those who report to nobody, or for everyone with `whole`; only administrators may ask so.
    `whole` means everybody below the manager. `option` is the one by which somebody is certified. `order` is a column
    of `ORDERS`; empty, the most urgent come first.
    """

    manager_id: str
    as_at: dt.date
    colours: frozenset[Colour] = frozenset(Colour)
    name: str = ""
    whole: bool = False
    staff_group: str | None = None
    option: str | None = None
    order: str = ""
    descending: bool = False

    @property
    def sections(self) -> tuple[Colour, ...]:
        """The colours asked for, in the order they are shown."""
        return tuple(colour for colour in SECTIONS if colour in self.colours)


@dataclass(frozen=True, slots=True)
class SubTeam:
    """A direct report with people of their own: how many of everybody below them stand in each colour."""

    manager_id: str
    payroll_number: str
    name: str
    counts: Mapping[Colour, int]


@dataclass(frozen=True, slots=True)
class Places:
    """How many places are booked and left, by the first day of the month in which the sessions end."""

    booked: Mapping[dt.date, int]
    left: Mapping[dt.date, int]

    @property
    def all_booked(self) -> int:
        """All that are booked."""
        return sum(self.booked.values())

    @property
    def all_left(self) -> int:
        """All that are left."""
        return sum(self.left.values())


class Team:
    """Answers "who in my team is not compliant?"."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def manager(self, actor: Actor, payroll_number: str) -> people.Person:
        """The manager a number names: the actor themself, a manager below them, one for whom
        they stand in, or anyone for an administrator."""
        with self._store.read():
            person = people.by_payroll(payroll_number)
            if person is None:
                raise PreventError("unknown_person" if actor.is_anyone else "not_permitted")
            access.require_team_of(actor, person.id, on=self._clock.today())
            return person

    def counts(self, actor: Actor, question: Question) -> Mapping[Colour, int]:
        """How many rows of each colour the question has; a colour that isn't asked for counts nothing."""
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            found = team.counts(scope_of(question))
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
        """Every row, for a command that prints them all in columns."""
        return [row for found in self.ranges(actor, question) for row in found]

    def ranges(self, actor: Actor, question: Question) -> Generator[list[TeamRow], None, None]:
        """Every row, `RANGE` at a time, all as they were at one moment.

        The transaction ends with the last range; whoever asks for fewer closes the generator.
        """
        with self._store.read():
            found = self.first(actor, question, limit=RANGE)
            while found:
                yield found
                found = self.after(actor, question, found[-1], limit=RANGE) if len(found) == RANGE else []

    def among(self, actor: Actor, question: Question, person_ids: Sequence[str]) -> frozenset[str]:
        """Which of those people the question means, whatever their colour."""
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            return team.among(scope_of(question), person_ids)

    def forecast(self, actor: Actor, question: Question, *, months: int) -> list[Month]:
        """Who turns amber or red in the month of the question's day and the months after it, if nothing is done."""
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            until = months_from(question.as_at, months)[-1].last_on
            people_held = team.changing(scope_of(question), until)
        return forecast(people_held, question.as_at, months=months)

    def addresses(self, actor: Actor, question: Question) -> list[Address]:
        """The name and e-mail address of everybody the question means, in order of name."""
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            return team.addresses(scope_of(question), question.colours)

    def turns(self, actor: Actor, question: Question, *, months: int) -> list[Turns]:
        """How many turn amber or red in those months: as many as `forecast` names."""
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            scope, until = scope_of(question), months_from(question.as_at, months)[-1].last_on
            opening, falling_due = team.days_ahead(scope, until)
            away = team.changing(scope, until, on_leave=True)
        return counted(opening, falling_due, away, question.as_at, months=months)

    def places(self, actor: Actor, question: Question, *, months: int) -> Places:
        """The places at sessions of the months ahead: those booked by the people of the question, and those left.

        Only the question's manager, reach and filters of people matter, not its colours or order.
        """
        last = months_from(question.as_at, months)[-1].last_on
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            to_come = [one for one in sessions.to_come(self._clock.now()) if one.ends_on <= last]
            living = sessions.living([one.id for one in to_come])
            rolls = [(one.ends_on.replace(day=1), sessions.roll_of(one, living[one.id])) for one in to_come]
            ours = team.among(scope_of(question), sorted({person for _, roll in rolls for person in roll.booked}))
        booked, left = Counter[dt.date](), Counter[dt.date]()
        for month, roll in rolls:
            booked[month] += sum(1 for person in roll.booked if person in ours)
            left[month] += roll.places_left
        return Places(booked, left)

    def sub_teams(self, actor: Actor, question: Question) -> list[SubTeam]:
        """The counts of each direct report's own people, all the way down; those with most red first.

        Only the question's manager, day and filters of people matter, not its colours or order.
        """
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            scope = scope_of(replace(question, whole=True))
            by_manager, places = team.counts_by_manager(scope), hierarchy.places()
            reports = people.by_ids(hierarchy.leading_below(question.manager_id))
        found = [
            SubTeam(one.id, one.payroll_number, one.name, _summed(by_manager, places, places[one.id]))
            for one in reports.values()
        ]
        return sorted(found, key=lambda one: ([-one.counts[colour] for colour in SECTIONS], fold(one.name)))

    def _rows(
        self, actor: Actor, question: Question, limit: int, *, anchor: TeamRow | None, backwards: bool
    ) -> list[TeamRow]:
        with self._store.read():
            _require_sight(actor, question, self._clock.today())
            scope = scope_of(question)
            if question.order:
                return team.rows_by(
                    scope,
                    question.colours,
                    question.order,
                    descending=question.descending,
                    limit=limit,
                    after=anchor.key if anchor else None,
                    backwards=backwards,
                )
            return _sections(scope, question.sections, limit, anchor=anchor, backwards=backwards)


def _sections(
    scope: Scope, sections: Sequence[Colour], limit: int, *, anchor: TeamRow | None, backwards: bool
) -> list[TeamRow]:
    found: list[TeamRow] = []
    for colour in _from(sections, anchor, backwards=backwards):
        key = anchor.key if anchor and anchor.colour is colour else None
        part = team.rows(scope, colour, limit=limit - len(found), after=key, backwards=backwards)
        found = part + found if backwards else found + part
        if len(found) >= limit:
            break
    return found


def _require_sight(actor: Actor, question: Question, today: dt.date) -> None:
    """People who report to nobody, and everyone at once, are shown to administrators alone."""
    days.require_reach(question.as_at)
    if question.manager_id:
        access.require_team_of(actor, question.manager_id, on=today)
    else:
        access.require_administrator(actor)


def scope_of(question: Question) -> Scope:
    """The rows of every colour that are meant; inside a transaction."""
    policy = standing.policy_in_force()
    months = max(policy.window_months, policy.starter_months)
    latest = certification.add_months(question.as_at, months) + dt.timedelta(days=7)  # months clamp by a few days
    reach = {
        (True, True): Reach.BELOW,
        (True, False): Reach.REPORTS,
        (False, True): Reach.EVERYONE,
        (False, False): Reach.NOBODYS,
    }[bool(question.manager_id), question.whole]
    scope = Scope(
        question.manager_id,
        question.as_at,
        latest,
        fold(question.name),
        reach,
        staff_group=question.staff_group,
        option=question.option,
    )
    return team.reaching(scope, by_certification=question.order == "certified")


def _summed(
    by_manager: Mapping[str, Mapping[Colour, int]], places: Mapping[str, tuple[int, int]], branch: tuple[int, int]
) -> dict[Colour, int]:
    """The counts of every manager whose place is in a branch, added up."""
    found = dict.fromkeys(SECTIONS, 0)
    for manager, counts in by_manager.items():
        if manager and branch[0] <= places[manager][0] <= branch[1]:
            for colour, number in counts.items():
                found[colour] += number
    return found


def _from(sections: Sequence[Colour], anchor: TeamRow | None, *, backwards: bool) -> Iterator[Colour]:
    """The sections still to read from an anchor, in reading order."""
    order = list(reversed(sections)) if backwards else list(sections)
    start = order.index(anchor.colour) if anchor and anchor.colour in order else 0
    yield from order[start:]
