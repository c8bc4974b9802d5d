"""Who is below whom: every manager's place in the tree of reporting lines, numbered from the top down.

Everybody below a manager then is a range of places, whatever the depth. Somebody with two jobs has two managers; the
first one's branch holds their place, and a second branch refers to it. Derived from the lines whenever those change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import fn

from prevent_tui.storage import models
from prevent_tui.storage.rows import append, rows, value, values

Range = tuple[int, int]
"""The first and the last place of a branch."""

_NOWHERE = -1
"""The place above those who report to nobody."""

_line = models.ReportingLine
_hierarchy = models.Hierarchy


def rebuild() -> None:
    """Number every manager anew; inside the write that changed the lines."""
    lines = rows(
        _line.select(_line.person_id, _line.manager_id)
        .where(_line.until_on.is_null())
        .order_by(_line.person_id, _line.job, _line.manager_id)
    )
    managers_of = by_person(lines)
    models.Hierarchy.delete().execute()
    models.SharedReport.delete().execute()
    append(models.Hierarchy, ("manager_id", "above", "place", "last_place"), numbered(managers_of))
    append(models.SharedReport, ("person_id",), [(person,) for person in shared(managers_of)])


def by_person(lines: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """The managers of each person, of lines (person, manager) in order of job."""
    managers_of: dict[str, list[str]] = {}
    for person, manager in lines:
        managers_of.setdefault(person, []).append(manager)
    return managers_of


def shared(managers_of: Mapping[str, Sequence[str]]) -> list[str]:
    """Who has several managers."""
    return [person for person, managers in managers_of.items() if len(set(managers)) > 1]


def numbered(managers_of: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, int, int, int]]:
    """A row for each manager and each manager above them: the place above, their own, and the last one below them."""
    managers = sorted({manager for above in managers_of.values() for manager in above})
    below: dict[str, list[str]] = {}
    for manager in managers:
        below.setdefault(next(iter(managers_of.get(manager, ())), ""), []).append(manager)
    place, last = _walk(below, [*below.get("", ()), *managers])
    for manager in managers:
        for above in dict.fromkeys(managers_of.get(manager, ())) or [""]:
            yield manager, place.get(above, _NOWHERE), place[manager], last[manager]


def _walk(below: Mapping[str, Sequence[str]], starts: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """The place of each manager and the last place in their branch, from the top down; a loop begins anywhere."""
    place: dict[str, int] = {}
    last: dict[str, int] = {}
    for start in starts:
        waiting = [(start, False)]
        while waiting:
            manager, done = waiting.pop()
            if done:
                last[manager] = len(place) - 1
            elif manager not in place:
                place[manager] = len(place)
                waiting.append((manager, True))
                waiting += [(one, False) for one in reversed(below.get(manager, ()))]
    return place, last


def branches(manager_id: str) -> list[Range]:
    """The places of a manager and of every manager below them; empty for somebody without reports."""
    own = rows(
        _hierarchy.select(_hierarchy.place, _hierarchy.last_place).where(_hierarchy.manager_id == manager_id).limit(1)
    )
    found: list[Range] = [(first, last) for first, last in own]
    for first, last in found:  # grows while it is read: a branch may refer to further ones
        further = rows(
            _hierarchy.select(_hierarchy.place, _hierarchy.last_place)
            .where(_hierarchy.above.between(first, last) & ~_hierarchy.place.between(first, last))
            .order_by(_hierarchy.place)
        )
        found += [(one, other) for one, other in further if not any(a <= one <= b for a, b in found)]
    return found


def leading_below(manager_id: str) -> list[str]:
    """Who of those who report to a manager have reports of their own; with an empty id, managers without a manager."""
    own = _hierarchy.alias()
    above = own.select(own.place).where(own.manager_id == manager_id)
    meant = _hierarchy.above.in_(above) if manager_id else _hierarchy.above < 0
    return values(_hierarchy.select(_hierarchy.manager_id).where(meant))


def managers_in(ranges: Sequence[Range]) -> Any:
    """The query of the managers in some branches."""
    return _hierarchy.select(_hierarchy.manager_id).where(_inside(ranges))


def managers_gone(on: dt.date) -> Any:
    """The query of the managers who have left by a day, whose people report to them still."""
    person = models.Person
    query = _hierarchy.select(_hierarchy.manager_id).join(person, on=(person.id == _hierarchy.manager_id))
    return query.where(person.left_on < on)


def number_in(ranges: Sequence[Range]) -> int:
    """How many managers there are in some branches, about: one with two managers counts twice."""
    return int(value(_hierarchy.select(fn.COUNT(1)).where(_inside(ranges))) or 0)


def _inside(ranges: Sequence[Range]) -> Any:
    condition = _hierarchy.place < 0
    for first, last in ranges:
        condition |= _hierarchy.place.between(first, last)
    return condition


def places() -> dict[str, Range]:
    """The place and the last place of every manager."""
    query = _hierarchy.select(_hierarchy.manager_id, _hierarchy.place, _hierarchy.last_place)
    return {manager: (first, last) for manager, first, last in rows(query)}
