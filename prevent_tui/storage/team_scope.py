"""Which standing rows a question about a team means, as conditions that the indexes can follow.

A colour is a comparison of stored dates with a day that is asked about, so each colour is one range of an index: red
and amber in order of due date, green of the day the window opens.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any

import peewee
from peewee import fn

from prevent_tui.domain.certification import Colour
from prevent_tui.storage import hierarchy, models
from prevent_tui.storage.hierarchy import Range
from prevent_tui.storage.rows import values

FEW = 100
"""Up to so many managers, their teams are read one after another; beyond, everybody's rows are read in order."""
CROWD = 1000
"""From so many rows on, they are read in everybody's order, and a filter is read once for all instead of row by row."""


class Reach(Enum):
    """Whose rows are meant; nobody's are those without a manager, and those whose manager has left by the day."""

    REPORTS = "reports"
    BELOW = "below"
    EVERYONE = "everyone"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are meant: whose, on which day, and who of them.

    `latest_amber` is a day after which no due date can be amber: it ends the range that is read. `name` is folded.
    `branches` are the places below the manager, for `Reach.BELOW`. How they are best read: `crowd` says that they are
    many, `many` that everybody's rows are read in order; `holders` are those who ever completed the option, if few did.
    """

    manager_id: str
    as_at: dt.date
    latest_amber: dt.date
    name: str = ""
    reach: Reach = Reach.REPORTS
    branches: tuple[Range, ...] = ()
    many: bool = False
    staff_group: str | None = None
    option: str | None = None
    crowd: bool = False
    holders: tuple[str, ...] | None = None


standing = models.StandingRow
absence = models.Absence
_person = models.Person


def reaching(scope: Scope, *, by_certification: bool = False) -> Scope:
    """The scope with the branches of the tree that it means, and how its rows are best read; inside a transaction.

    `by_certification`: they are wanted in order of the day of certification.
    """
    if scope.reach is Reach.BELOW:
        scope = replace(scope, branches=tuple(hierarchy.branches(scope.manager_id)))
    filtered = scope.option is not None or scope.staff_group is not None
    crowd = (scope.reach is Reach.BELOW or by_certification or filtered) and _is_crowd(scope)
    if scope.reach is Reach.BELOW:
        many = crowd or hierarchy.number_in(scope.branches) > FEW
    else:  # only the indexes of everybody's rows hold the day of certification
        many = crowd and scope.reach is Reach.REPORTS and (by_certification or scope.option is not None)
    holders = _holders(scope.option) if crowd and scope.option is not None else None
    return replace(scope, crowd=crowd, many=many, holders=holders)


def _is_crowd(scope: Scope) -> bool:
    current = standing.select(peewee.SQL("1")).where(_whose(scope) & (standing.until_on == models.OPEN_END))
    return bool(current.limit(CROWD).count() >= CROWD)


def _holders(option: str) -> tuple[str, ...] | None:
    """Who ever completed an option, themselves or as a stub; None where it was completed often."""
    completion, link = models.Completion, models.Link
    query = completion.select(completion.person_id).where(completion.option == option)
    if query.limit(CROWD).count() >= CROWD:
        return None
    found = values(query)
    linked = values(link.select(link.person_id).where(link.stub_id.in_(found)))
    return tuple(sorted({*found, *linked}))


def _whose(scope: Scope, row: Any = standing) -> Any:
    """Rows under the managers that are meant."""
    if scope.reach is Reach.EVERYONE:
        return row.person_id.is_null(False)
    if scope.reach is Reach.NOBODYS:
        return (row.manager_id == "") | row.manager_id.in_(hierarchy.managers_gone(scope.as_at))
    # With many the rows are wanted in the order of everybody's, not one manager after another.
    manager = fn.COALESCE(row.manager_id, "") if scope.many else row.manager_id
    if scope.reach is Reach.REPORTS:
        return manager == scope.manager_id
    return manager.in_(hierarchy.managers_in(scope.branches))


def _once(scope: Scope) -> Any:
    """Of the rows of somebody with several managers only the first that is meant."""
    other = standing.alias()
    same = (other.person_id == standing.person_id) & (other.from_on == standing.from_on)
    earlier = other.select(peewee.SQL("1")).where(
        same & (other.manager_id < standing.manager_id) & _whose(scope, other)
    )
    shared = models.SharedReport.select(models.SharedReport.person_id)
    return standing.person_id.not_in(shared) | ~fn.EXISTS(earlier)


def who(scope: Scope) -> Any:
    """The people who are meant, whatever the day."""
    condition = _whose(scope)
    if scope.reach is not Reach.REPORTS:
        condition &= _once(scope)
    if scope.name:
        condition &= standing.name_key.contains(scope.name)
    if scope.staff_group is not None:
        condition &= _in_group(scope.staff_group, crowd=scope.crowd)
    if scope.option is not None:
        condition &= _certified_by(scope.option)
        if scope.holders is not None:
            condition &= standing.person_id.in_(scope.holders)
    return condition


def _in_group(staff_group: str, *, crowd: bool) -> Any:
    person = _person.alias()
    group = person.select(person.id).where(person.staff_group == staff_group)
    if not crowd:
        return fn.EXISTS(group.where(person.id == standing.person_id))
    # Bare, the column would have SQLite look for these people's rows one by one, in no order.
    return fn.COALESCE(standing.person_id, "").in_(group)


def _certified_by(option: str) -> Any:
    """Whether a completion of that option on the day of the certification is there, theirs or a stub's of theirs."""
    completion, link = models.Completion, models.Link
    of_option = (completion.option == option) & completion.id.not_in(models.Void.select(models.Void.completion_id))
    that_day = completion.select(peewee.SQL("1")).where(of_option & (completion.completed_on == standing.certified_on))
    stubs = link.select(link.stub_id).where(link.person_id == standing.person_id)
    linked = fn.COALESCE(standing.person_id, "").in_(link.select(link.person_id))
    own = fn.EXISTS(that_day.where(completion.person_id == standing.person_id))
    return own | (linked & fn.EXISTS(that_day.where(completion.person_id.in_(stubs))))


def in_force(scope: Scope, *, ended: bool) -> Any:
    """Rows valid on the day: those with no end yet, where each colour is one range of an index, or those that ended.

    Asked about today, those that ended are the few people who are leaving.
    """
    until = standing.until_on
    last = (until >= scope.as_at) & (until < models.OPEN_END) if ended else until == models.OPEN_END
    return last & (standing.from_on <= scope.as_at) & who(scope)


def valid(scope: Scope) -> Any:
    """Rows valid on the day, ended or not."""
    return (standing.from_on <= scope.as_at) & (standing.until_on >= scope.as_at) & who(scope)


def dated(colour: Colour, scope: Scope) -> Any:
    """Rows whose dates give a colour on the day; an absence is looked at elsewhere."""
    if colour is Colour.RED:
        return standing.due_on < scope.as_at
    if colour is Colour.AMBER:
        due = (standing.due_on >= scope.as_at) & (standing.due_on <= scope.latest_amber)
        return due & (standing.window_opens_on <= scope.as_at)
    return standing.window_opens_on > scope.as_at


def present(scope: Scope) -> Any:
    """Rows of people who are not away on the day."""
    away = absence.select(peewee.SQL("1")).where(
        (absence.person_id == standing.person_id) & covering_absence(scope.as_at)
    )
    return ~fn.EXISTS(away)


def covering_absence(as_at: dt.date) -> Any:
    """Absences that cover a day."""
    return (absence.first_on <= as_at) & (absence.last_on >= as_at)


def away(scope: Scope) -> Any:
    """Who is away on the day, with the last day of their absence as `last_on`."""
    last = fn.MAX(absence.last_on).alias("last_on")
    query = absence.select(absence.person_id, last).where(covering_absence(scope.as_at))
    return query.group_by(absence.person_id).alias("away")


def absent(scope: Scope) -> tuple[Any, Any]:
    """The rows of people who are away on the day, found from their absences, and the last day of each absence."""
    gone = away(scope)
    # A cross join is read in this order by SQLite: from the few who are away, not from the whole team.
    query = standing.select().from_(peewee.Join(gone, standing, peewee.JOIN.CROSS))
    one_by_one = replace(scope, many=True)
    return query.where((standing.person_id == gone.c.person_id) & valid(one_by_one)), gone.c.last_on


def any_colour(colours: frozenset[Colour], scope: Scope, absent_until: Any) -> Any:
    """Rows of one of those colours; `absent_until` is the last day of an absence, or NULL."""
    parts = [absent_until.is_null() & dated(colour, scope) for colour in colours - {Colour.GREY}]
    if Colour.GREY in colours:
        parts.append(absent_until.is_null(False))
    return reduce(or_, parts) if parts else standing.person_id.is_null()
