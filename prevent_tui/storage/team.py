"""The grid's rows: fetched by range of an ordered key, never by offset.

In the grid's own order each colour is a section: red and amber in order of due date, green of the day the window
opens, grey of the absence's last day; within a date by folded family name, given name and payroll number. In an order
by another column there are no sections.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import peewee
from peewee import fn

from prevent_tui.domain.certification import Absence, Colour, Standing, colour_on
from prevent_tui.domain.forecast import Held
from prevent_tui.storage import hierarchy, models, people
from prevent_tui.storage.rows import first
from prevent_tui.storage.rows import rows as tuples
from prevent_tui.storage.team_scope import (
    Reach,
    Scope,
    absence,
    absent,
    any_colour,
    away,
    dated,
    in_force,
    present,
    reaching,
    standing,
    valid,
)

__all__ = [
    "ORDERS",
    "SECTIONS",
    "Address",
    "Key",
    "Reach",
    "Scope",
    "TeamRow",
    "addresses",
    "among",
    "changing",
    "counts",
    "counts_by_manager",
    "days_ahead",
    "reaching",
    "rows",
    "rows_by",
]

Key = tuple[str, str, str, str]
"""Where a row stands within its section: date (or another column), folded family name, folded given name, number."""

Days = Mapping[dt.date, int]
"""How many people something happens to, by day."""

SECTIONS = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)
"""The colours in the order the grid shows them."""

_manager = models.Person.alias()
_FEW_MANAGERS = 8
"""How many managers' rows are looked at first where rows are ordered by manager."""

ORDERS = {
    "name": standing.family_key,
    "number": standing.payroll_number,
    "manager": fn.COALESCE(hierarchy.named(_manager), ""),
    "certified": fn.COALESCE(standing.certified_on, ""),
    "window": standing.window_opens_on,
    "due": standing.due_on,
}
"""The columns by which the rows can be ordered, without sections."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One row of the grid; `manager_id` is empty for somebody who reports to nobody."""

    person_id: str
    manager_id: str
    colour: Colour
    key: Key
    payroll_number: str
    given_name: str
    family_name: str
    manager_number: str
    certified_on: dt.date | None
    window_opens_on: dt.date
    due_on: dt.date
    absent_until: dt.date | None
    manager_name: tuple[str, str] = ("", "")
    """Given name and family name."""


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name and, where the staff list has one, their e-mail address."""

    name: str
    address: str | None


def counts(scope: Scope) -> dict[Colour, int]:
    """How many rows each colour has."""
    found = _counted(first(standing.select(*_sums(scope)).where(valid(scope))))
    gone, _ = absent(scope)
    return _less_absent(found, _counted(first(gone.select(*_sums(scope)))))


def counts_by_manager(scope: Scope) -> dict[str, dict[Colour, int]]:
    """How many rows each colour has under each manager, in two readings."""
    scope = replace(scope, many=False)  # one manager after another
    manager = standing.manager_id
    query = standing.select(manager, *_sums(scope)).where(valid(scope)).group_by(manager)
    found = {row[0]: _counted(row[1:]) for row in tuples(query)}
    gone, _ = absent(scope)
    for name, *numbers in tuples(gone.select(manager, *_sums(scope)).group_by(manager)):
        _less_absent(found[name], _counted(numbers))
    return found


def _sums(scope: Scope) -> tuple[Any, ...]:
    """All rows, and those that their dates make red and green: who is neither is amber."""
    ones = (fn.SUM(peewee.Case(None, [(dated(colour, scope), 1)], 0)) for colour in (Colour.RED, Colour.GREEN))
    return fn.COUNT(1), *ones


def _counted(numbers: Sequence[Any] | None) -> dict[Colour, int]:
    every, red, green = (int(number or 0) for number in numbers or (0, 0, 0))
    return {Colour.RED: red, Colour.AMBER: every - red - green, Colour.GREY: 0, Colour.GREEN: green}


def _less_absent(found: dict[Colour, int], away: dict[Colour, int]) -> dict[Colour, int]:
    """The counts with those who are away taken from their colours, and grey."""
    for colour, number in away.items():
        found[colour] -= number
        found[Colour.GREY] += number
    return found


def addresses(scope: Scope, colours: frozenset[Colour]) -> list[Address]:
    """The name and e-mail address of everybody of those colours, in order of name."""
    gone, person = away(scope), models.Person.alias()
    query = standing.select(
        standing.family_key, standing.given_key, person.given_name, person.family_name, person.email
    )
    query = query.join(person, on=(person.id == standing.person_id)).switch(standing)
    query = query.join(gone, peewee.JOIN.LEFT_OUTER, on=(gone.c.person_id == standing.person_id))
    found = tuples(query.where(valid(scope) & any_colour(colours, scope, gone.c.last_on)))
    found.sort(key=lambda row: row[:4])
    return [Address(f"{given} {family}".strip(), email) for *_, given, family, email in found]


def among(scope: Scope, person_ids: Sequence[str]) -> frozenset[str]:
    """Which of those people are meant on the day."""
    found: set[str] = set()
    one_by_one = replace(scope, many=True)  # from those people's rows, not from the whole team's
    for part in people.chunks(list(person_ids)):
        query = standing.select(standing.person_id).where(valid(one_by_one) & standing.person_id.in_(part))
        found.update(row[0] for row in tuples(query))
    return frozenset(found)


def changing(scope: Scope, until: dt.date, *, on_leave: bool = False) -> list[Held]:
    """What those hold whose colour their dates or an absence may change up to a day, in order of name.

    With `on_leave`, only of those who are away on one of those days.
    """
    leave = _absences(scope.as_at, until)
    away_then = standing.person_id.in_(_on_leave(scope.as_at, until))
    meant = away_then if on_leave else _opening(scope, until) | _falling_due(scope, until) | away_then
    query = standing.select(
        standing.person_id,
        standing.payroll_number,
        standing.certified_on,
        standing.window_opens_on,
        standing.due_on,
        standing.until_on,
    ).where(valid(scope) & meant)
    query = query.order_by(standing.family_key, standing.given_key, standing.payroll_number)
    return [
        Held(number, Standing(certified_on=certified, window_opens_on=window, due_on=due), last, leave.get(person, ()))
        for person, number, certified, window, due, last in tuples(query)
    ]


def days_ahead(scope: Scope, until: dt.date) -> tuple[Days, Days]:
    """How many windows open on each day up to one, and how many due dates there are; of those who are never away."""
    here = standing.person_id.not_in(_on_leave(scope.as_at, until))
    opening = _opening(scope, until) & (standing.window_opens_on <= standing.until_on) & here
    falling_due = _falling_due(scope, until) & (standing.due_on < standing.until_on) & here
    return _by_day(scope, standing.window_opens_on, opening), _by_day(scope, standing.due_on, falling_due)


def _by_day(scope: Scope, day: Any, condition: Any) -> Days:
    found = Counter[dt.date]()
    for ended in (False, True):
        query = standing.select(day, fn.COUNT(1)).where(in_force(scope, ended=ended) & condition).group_by(day)
        found.update({one: int(number) for one, number in tuples(query)})
    return found


def _opening(scope: Scope, until: dt.date) -> Any:
    return (standing.window_opens_on > scope.as_at) & (standing.window_opens_on <= until)


def _falling_due(scope: Scope, until: dt.date) -> Any:
    return (standing.due_on >= scope.as_at) & (standing.due_on <= until)


def _on_leave(first_on: dt.date, last_on: dt.date) -> Any:
    return absence.select(absence.person_id).where((absence.last_on >= first_on) & (absence.first_on <= last_on))


def _absences(first_on: dt.date, last_on: dt.date) -> dict[str, tuple[Absence, ...]]:
    """Everybody's absences that touch those days."""
    query = absence.select(absence.person_id, absence.first_on, absence.last_on)
    found: dict[str, tuple[Absence, ...]] = {}
    for person, first_day, last_day in tuples(
        query.where((absence.last_on >= first_on) & (absence.first_on <= last_on))
    ):
        found[person] = (*found.get(person, ()), Absence(first_day, last_day))
    return found


# -- rows in the grid's own order ----------------------------------------------------------------------------------


def rows(
    scope: Scope, colour: Colour, *, limit: int, after: Key | None = None, backwards: bool = False
) -> list[TeamRow]:
    """At most `limit` rows of a colour in their order, from just after a key; `backwards` from the end or the key up.

    Rows that come backwards are given in the grid's order all the same.
    """
    if colour is Colour.GREY:
        query, last = absent(scope)
        found = _ordered(query, last, last, limit=limit, after=after, backwards=backwards)
    else:
        parts = (
            _range(scope, colour, limit=limit, after=after, backwards=backwards, ended=ended) for ended in (False, True)
        )
        found = [row for part in parts for row in part]
    found.sort(key=_key)
    return _told(found[-limit:] if backwards else found[:limit], scope.as_at)


def _range(
    scope: Scope, colour: Colour, *, limit: int, after: Key | None, backwards: bool, ended: bool
) -> list[tuple[Any, ...]]:
    date = standing.window_opens_on if colour is Colour.GREEN else standing.due_on
    query = standing.select().where(in_force(scope, ended=ended) & dated(colour, scope) & present(scope))
    return _ordered(query, date, peewee.Value(None), limit=limit, after=after, backwards=backwards)


# -- rows in the order of a column ---------------------------------------------------------------------------------


def rows_by(
    scope: Scope,
    colours: frozenset[Colour],
    order: str,
    *,
    descending: bool,
    limit: int,
    after: Key | None = None,
    backwards: bool = False,
) -> list[TeamRow]:
    """At most `limit` rows of some colours in the order of a column of `ORDERS`, as `rows` gives those of one."""
    turned, found = backwards != descending, list[tuple[Any, ...]]()
    if order == "manager":
        found = _by_manager(scope, colours, limit=limit, after=after, turned=turned)
    else:
        for ended in (False, True):  # where the order is a date's, each is one range of an index
            query, last = _coloured(scope, colours, in_force(scope, ended=ended))
            found += _ordered(query, ORDERS[order], last, limit=limit, after=after, backwards=turned)
    found.sort(key=_key, reverse=descending)
    return _told(found[-limit:] if backwards else found[:limit], scope.as_at)


def _coloured(scope: Scope, colours: frozenset[Colour], condition: Any) -> tuple[Any, Any]:
    """The rows of some colours that fit a condition, and the last day of each one's absence."""
    gone = away(scope)
    query = standing.select().join(gone, peewee.JOIN.LEFT_OUTER, on=(gone.c.person_id == standing.person_id))
    return query.where(condition & any_colour(colours, scope, gone.c.last_on)), gone.c.last_on


def _managers(scope: Scope) -> list[tuple[str, str]]:
    """The text by which each manager that is meant is ordered, and their id; nobody has neither."""
    if scope.reach is Reach.REPORTS:
        return hierarchy.by_name([scope.manager_id])
    if scope.reach is Reach.BELOW:
        return hierarchy.by_name(hierarchy.managers_in(scope.branches))
    gone = scope.reach is Reach.NOBODYS
    meant = hierarchy.managers_gone(scope.as_at) if gone else hierarchy.every_manager()
    return [("", ""), *hierarchy.by_name(meant)]


def _by_manager(
    scope: Scope, colours: frozenset[Colour], *, limit: int, after: Key | None, turned: bool
) -> list[tuple[Any, ...]]:
    """The rows of a few managers after another, so that not everybody is sorted for those that are shown."""
    managers = sorted(_managers(scope), reverse=turned)
    if after is not None:
        managers = [one for one in managers if (one[0] <= after[0] if turned else one[0] >= after[0])]
    found: list[tuple[Any, ...]] = []
    size = _FEW_MANAGERS
    while managers and len(found) < limit:
        part, managers, size = managers[:size], managers[size:], min(people.CHUNK, 4 * size)
        query, last = _coloured(scope, colours, valid(scope))
        query = query.join_from(standing, _manager, peewee.JOIN.LEFT_OUTER, on=(_manager.id == standing.manager_id))
        query = query.where(standing.manager_id.in_([one[1] for one in part]))
        left = limit - len(found)
        found += _ordered(query, ORDERS["manager"], last, limit=left, after=after, backwards=turned)
    return found


# -- both ----------------------------------------------------------------------------------------------------------


def _ordered(
    query: Any, date: Any, absent_until: Any, *, limit: int, after: Key | None, backwards: bool
) -> list[tuple[Any, ...]]:
    order = (date, standing.family_key, standing.given_key, standing.payroll_number)
    if after is not None:
        compare, bound = peewee.Tuple(*order), peewee.Tuple(*(peewee.Value(part) for part in after))
        query = query.where(compare < bound if backwards else compare > bound)
    query = query.order_by(*((column.desc() for column in order) if backwards else order)).limit(limit)
    return tuples(query.select(*_columns(date), absent_until.alias("absent_until")))


def _columns(date: Any) -> tuple[Any, ...]:
    return (
        standing.person_id,
        date,
        standing.family_key,
        standing.given_key,
        standing.payroll_number,
        standing.certified_on,
        standing.window_opens_on,
        standing.due_on,
        standing.manager_id,
    )


def _key(row: tuple[Any, ...]) -> Key:
    return _text(row[1]), row[2], row[3], row[4]


def _told(raw: Sequence[tuple[Any, ...]], as_at: dt.date) -> list[TeamRow]:
    """The rows with the names of people and the numbers of their managers, fetched for these rows alone."""
    names = _names({part for row in raw for part in (row[0], row[8]) if part})
    return [
        TeamRow(
            person_id=row[0],
            manager_id=row[8],
            colour=_colour(row, as_at),
            key=_key(row),
            payroll_number=row[4],
            given_name=names[row[0]][0],
            family_name=names[row[0]][1],
            manager_number=names[row[8]][2] if row[8] else "",
            certified_on=_day(row[5]),
            window_opens_on=_must(row[6]),
            due_on=_must(row[7]),
            absent_until=_day(row[9]),
            manager_name=names[row[8]][:2] if row[8] else ("", ""),
        )
        for row in raw
    ]


def _names(ids: set[str]) -> dict[str, tuple[str, str, str]]:
    person, found = models.Person, {}
    for part in people.chunks(sorted(ids)):
        query = person.select(person.id, person.given_name, person.family_name, person.payroll_number)
        for person_id, given, family, number in tuples(query.where(person.id.in_(part))):
            found[person_id] = (given, family, number)
    return found


def _colour(row: tuple[Any, ...], as_at: dt.date) -> Colour:
    held = Standing(certified_on=_day(row[5]), window_opens_on=_must(row[6]), due_on=_must(row[7]))
    return colour_on(held, as_at, absent=row[9] is not None)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _must(value: Any) -> dt.date:
    found = _day(value)
    assert found is not None
    return found
