"""The grid's rows: fetched by range of an ordered key, never by offset.

A colour is a comparison of stored dates with a day that is asked about, so each colour is one range of an index:
red and amber in order of due date, green of the day the window opens, grey of the absence's last day; within a date
by folded family name, given name and payroll number.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import peewee
from peewee import fn

from prevent_tui.domain.certification import Colour
from prevent_tui.storage import models, people
from prevent_tui.storage.rows import first, value
from prevent_tui.storage.rows import rows as tuples

Key = tuple[str, str, str, str]
"""Where a row stands within its colour: date, folded family name, folded given name, payroll number."""

SECTIONS = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)
"""The colours in the order the grid shows them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are meant: the reports of one manager on a day, whose name contains a folded text.

    `latest_amber` is a day after which no due date can be amber: it ends the range that is read.
    """

    manager_id: str
    as_at: dt.date
    latest_amber: dt.date
    name: str = ""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One row of the grid."""

    person_id: str
    colour: Colour
    key: Key
    payroll_number: str
    given_name: str
    family_name: str
    certified_on: dt.date | None
    window_opens_on: dt.date
    due_on: dt.date
    absent_until: dt.date | None


_standing = models.StandingRow
_person = models.Person
_absence = models.Absence


def _in_force(scope: Scope, *, ended: bool) -> Any:
    """Rows valid on the day: those with no end yet, where each colour is one range of an index, or those that ended.

    Asked about today, those that ended are the few people who are leaving.
    """
    until = _standing.until_on
    last = (until >= scope.as_at) & (until < models.OPEN_END) if ended else until == models.OPEN_END
    condition = (_standing.manager_id == scope.manager_id) & last & (_standing.from_on <= scope.as_at)
    return condition & _standing.name_key.contains(scope.name) if scope.name else condition


def _dated(colour: Colour, scope: Scope) -> Any:
    if colour is Colour.RED:
        return _standing.due_on < scope.as_at
    if colour is Colour.AMBER:
        due = (_standing.due_on >= scope.as_at) & (_standing.due_on <= scope.latest_amber)
        return due & (_standing.window_opens_on <= scope.as_at)
    return _standing.window_opens_on > scope.as_at


def _present(scope: Scope) -> Any:
    away = _absence.select(peewee.SQL("1")).where(
        (_absence.person_id == _standing.person_id) & _covering_absence(scope.as_at)
    )
    return ~fn.EXISTS(away)


def _covering_absence(as_at: dt.date) -> Any:
    return (_absence.first_on <= as_at) & (_absence.last_on >= as_at)


def _absent(scope: Scope) -> tuple[Any, Any]:
    """The rows of people who are away on the day, found from their absences, and the last day of each absence."""
    last = fn.MAX(_absence.last_on).alias("last_on")
    away = _absence.select(_absence.person_id, last).where(_covering_absence(scope.as_at))
    away = away.group_by(_absence.person_id).alias("away")
    # A cross join is read in this order by SQLite: from the few who are away, not from the whole team.
    query = _standing.select().from_(peewee.Join(away, _standing, peewee.JOIN.CROSS))
    condition = (_standing.person_id == away.c.person_id) & (_standing.manager_id == scope.manager_id)
    condition &= (_standing.from_on <= scope.as_at) & (_standing.until_on >= scope.as_at)
    if scope.name:
        condition &= _standing.name_key.contains(scope.name)
    return query.where(condition), away.c.last_on


def counts(scope: Scope) -> dict[Colour, int]:
    """How many rows each colour has."""
    found = {}
    for colour in (Colour.RED, Colour.AMBER, Colour.GREEN):
        queries = (
            _standing.select(fn.COUNT(1)).where(_in_force(scope, ended=ended) & _dated(colour, scope))
            for ended in (False, True)
        )
        found[colour] = sum(int(value(query)) for query in queries)
    absent, _ = _absent(scope)
    sums = absent.select(*(fn.SUM(peewee.Case(None, [(_dated(colour, scope), 1)], 0)) for colour in found))
    for colour, number in zip(list(found), first(sums) or (), strict=True):
        found[colour] -= int(number or 0)
        found[Colour.GREY] = found.get(Colour.GREY, 0) + int(number or 0)
    return found


def _columns(date: Any) -> tuple[Any, ...]:
    return (
        _standing.person_id,
        date,
        _standing.family_key,
        _standing.given_key,
        _standing.payroll_number,
        _standing.certified_on,
        _standing.window_opens_on,
        _standing.due_on,
    )


def _key(row: tuple[Any, ...]) -> Key:
    return _text(row[1]), row[2], row[3], row[4]


def rows(
    scope: Scope, colour: Colour, *, limit: int, after: Key | None = None, backwards: bool = False
) -> list[TeamRow]:
    """At most `limit` rows of a colour in their order, from just after a key; `backwards` from the end or the key up.

    Rows that come backwards are given in the grid's order all the same.
    """
    if colour is Colour.GREY:
        query, last = _absent(scope)
        found = _ordered(query, last, last, limit=limit, after=after, backwards=backwards)
    else:
        parts = (
            _range(scope, colour, limit=limit, after=after, backwards=backwards, ended=ended) for ended in (False, True)
        )
        found = [row for part in parts for row in part]
    found.sort(key=_key)
    return _with_names(colour, found[-limit:] if backwards else found[:limit])


def _range(
    scope: Scope, colour: Colour, *, limit: int, after: Key | None, backwards: bool, ended: bool
) -> list[tuple[Any, ...]]:
    date = _standing.window_opens_on if colour is Colour.GREEN else _standing.due_on
    query = _standing.select().where(_in_force(scope, ended=ended) & _dated(colour, scope) & _present(scope))
    return _ordered(query, date, peewee.Value(None), limit=limit, after=after, backwards=backwards)


def _ordered(
    query: Any, date: Any, absent_until: Any, *, limit: int, after: Key | None, backwards: bool
) -> list[tuple[Any, ...]]:
    order = (date, _standing.family_key, _standing.given_key, _standing.payroll_number)
    if after is not None:
        compare, bound = peewee.Tuple(*order), peewee.Tuple(*(peewee.Value(part) for part in after))
        query = query.where(compare < bound if backwards else compare > bound)
    query = query.order_by(*((column.desc() for column in order) if backwards else order)).limit(limit)
    return tuples(query.select(*_columns(date), absent_until.alias("absent_until")))


def _with_names(colour: Colour, raw: list[tuple[Any, ...]]) -> list[TeamRow]:
    names: dict[str, tuple[str, str]] = {}
    for part in people.chunks(raw):
        query = _person.select(_person.id, _person.given_name, _person.family_name)
        found = tuples(query.where(_person.id.in_([row[0] for row in part])))
        names |= {person_id: (given, family) for person_id, given, family in found}
    return [
        TeamRow(
            person_id=row[0],
            colour=colour,
            key=(_text(row[1]), row[2], row[3], row[4]),
            payroll_number=row[4],
            given_name=names[row[0]][0],
            family_name=names[row[0]][1],
            certified_on=_day(row[5]),
            window_opens_on=_must(row[6]),
            due_on=_must(row[7]),
            absent_until=_day(row[8]),
        )
        for row in raw
    ]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _must(value: Any) -> dt.date:
    found = _day(value)
    assert found is not None
    return found
