"""Who turns amber or red in the months to come, if nobody does anything."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prevent_tui.domain.certification import Absence, Colour, Standing, add_months, colour_on

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody holds on the day asked about, up to the last day it is valid, and when they are away."""

    payroll_number: str
    standing: Standing
    last_on: dt.date
    absences: tuple[Absence, ...] = ()


@dataclass(slots=True)
class Month:
    """The payroll numbers of those who turn amber and red in a month; `first_on` is its first day."""

    first_on: dt.date
    turn_amber: list[str] = field(default_factory=list)
    turn_red: list[str] = field(default_factory=list)

    @property
    def last_on(self) -> dt.date:
        """The month's last day."""
        return add_months(self.first_on, 1) - _DAY


@dataclass(frozen=True, slots=True)
class Turns:
    """How many people turn amber and red in a month; `first_on` is its first day."""

    first_on: dt.date
    amber: int
    red: int

    @property
    def last_on(self) -> dt.date:
        """The month's last day."""
        return Month(self.first_on).last_on


def months_from(as_at: dt.date, number: int) -> list[Month]:
    """The month of a day and those after it."""
    first = as_at.replace(day=1)
    return [Month(add_months(first, ahead)) for ahead in range(number)]


def forecast(people: Iterable[Held], as_at: dt.date, *, months: int) -> list[Month]:
    """The month of a day and those after it, with who turns amber or red after that day.

    Each person turns each colour once at most; somebody who comes back from leave turns the colour their dates give.
    """
    found = months_from(as_at, months)
    by_first = {month.first_on: month for month in found}
    for person in people:
        for day, colour in _turns(person, as_at, until=found[-1].last_on):
            month = by_first[day.replace(day=1)]
            (month.turn_amber if colour is Colour.AMBER else month.turn_red).append(person.payroll_number)
    return found


def counted(
    opening: Mapping[dt.date, int],
    falling_due: Mapping[dt.date, int],
    away: Iterable[Held],
    as_at: dt.date,
    *,
    months: int,
) -> list[Turns]:
    """As many as `forecast` names: of those who are never away by their dates alone, the others one by one.

    A window that opens turns somebody amber on that day, a due date red on the day after.
    """
    amber, red = Counter[dt.date](), Counter[dt.date]()
    for days, later, found in ((opening, dt.timedelta(), amber), (falling_due, _DAY, red)):
        for day, number in days.items():
            found[(day + later).replace(day=1)] += number
    return [
        Turns(month.first_on, amber[month.first_on] + len(month.turn_amber), red[month.first_on] + len(month.turn_red))
        for month in forecast(away, as_at, months=months)
    ]


def _turns(person: Held, as_at: dt.date, *, until: dt.date) -> Iterator[tuple[dt.date, Colour]]:
    """The first day after `as_at` on which somebody turns amber, and the first on which they turn red."""
    standing, absences = person.standing, person.absences
    edges = {standing.window_opens_on, standing.due_on + _DAY}
    for absence in absences:
        edges |= {absence.first, absence.last + _DAY}
    now, seen = _colour(standing, as_at, absences), set[Colour]()
    for day in sorted(edge for edge in edges if as_at < edge <= min(until, person.last_on)):
        colour = _colour(standing, day, absences)
        if colour is not now and colour in (Colour.AMBER, Colour.RED) and colour not in seen:
            seen.add(colour)
            yield day, colour
        now = colour


def _colour(standing: Standing, day: dt.date, absences: Sequence[Absence]) -> Colour:
    return colour_on(standing, day, absent=any(away.first <= day <= away.last for away in absences))
