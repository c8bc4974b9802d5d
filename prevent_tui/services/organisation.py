"""An invented organisation for demonstrations: names from many places, and a history for every colour."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from prevent_tui.domain.certification import add_months
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow, fold

ADMINISTRATOR, MANAGER, LEARNER, HALF_WAY, FINISHED = "100229", "100230", "100234", "100235", "100236"
DEPUTY, TRAINER = "100237", "100246"
"""Payroll numbers of the people with a part in the demonstration; the deputy reports to the manager and has a team."""
OFF_LINE = "100240"
"""Somebody who cannot reach a computer at work, and has asked for a toolbox talk."""

NAME = "Cyngor Enghraifft / Example Council (demo)"
"""Who issues its certificates."""

FEWEST = 20
"""The smallest organisation that has every colour and everyone with a part."""

_REPORTS = 11
_UNDER_DEPUTY = 4
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the organisation: the row of the staff list, earlier completions and a long leave."""

    row: StaffRow
    completions: tuple[tuple[OptionId, dt.date], ...] = ()
    absence: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class _History:
    """When somebody started and left, what they completed, and a long leave."""

    started_on: dt.date
    completed: tuple[dt.date, ...] = ()
    absence: tuple[dt.date, dt.date] | None = None
    left_on: dt.date | None = None


_NAMES: tuple[tuple[str, str, str], ...] = (
    (
        "cy",
        "Aled Angharad Bethan Carys Dafydd Eleri Ffion Geraint Heledd Iestyn Llŷr Mared Nerys Owain Rhodri Siân",
        "Bevan Ellis Gwynedd Howells Llewellyn Meredith Prosser Pryce Tudur Wynne Ŵyn-Hughes Ŵyn Vaughan Parry-Lloyd",
    ),
    (
        "en",
        "Alice Charlotte Daniel Edward Frances George Harriet Isobel Jack Kathleen Leonard Martha Niamh Oliver Simon",
        "Appleby Birtwhistle Cartwright D'Arcy Fairweather Hollis Jessop Marlowe O'Neill O'Shea Pickering Thornbury",
    ),
    (
        "en",
        "Aisha Anjali Arjun Fatima Farhan Imran Jaspreet Kavita Nadia Priya Rahul Sunita Tariq Zainab",
        "Ahmed Bhatt Chowdhury Desai Gill Hussain Iyer Malik Nair Qureshi Rao Sandhu Siddiqui",
    ),
    (
        "en",
        "Agnieszka Bartosz Dorota Grzegorz Katarzyna Łukasz Małgorzata Paweł Tomasz Zofia",
        "Borowska Dąbek Jabłoński Kamińska Maj Nowicka Sikora Wójcik Zając",
    ),
    (
        "en",
        "Abena Adaeze Amara Chidi Emeka Folasade Kofi Kwabena Ngozi Tendai Yaw Zanele Hodan Yusuf",
        "Abdi Adeyemi Asante Balogun Chukwu Dlamini Mensah Moyo Nkosi Okeke Owusu Warsame",
    ),
    ("en", "Layla Mei Minh Noor Ravi Sofia Thiago Wei Yuki", "Al-Amin Chen Costa Nguyen Rossi Sato Silva Tan"),
)

_GROUPS = (
    (StaffGroup.CARE, True, None),
    (StaffGroup.CARE, False, None),
    (StaffGroup.PLACE, False, None),
    (StaffGroup.PLACE, True, None),
    (StaffGroup.MEMBER, None, None),
    (StaffGroup.SCHOOL, None, SchoolRole.LEADERSHIP),
    (StaffGroup.SCHOOL, None, SchoolRole.TEACHING),
    (StaffGroup.SCHOOL, None, SchoolRole.SUPPORT),
    (StaffGroup.OTHER, None, None),
)

_HIGHER_OPTIONS = (
    OptionId.ELEARNING,
    OptionId.ELEARNING,
    OptionId.WEBINAR_LIVE,
    OptionId.WEBINAR_RECORDED,
    OptionId.WRAP,
)


def members(people: int, *, today: dt.date, rng: random.Random) -> Iterator[Member]:
    """That many people, at least `FEWEST`, managers before those who report to them."""
    ordinary = max(people, FEWEST) - len(_PARTS)
    numbers = list(islice(_numbers(), ordinary))
    for index, number in enumerate(numbers):
        manager = numbers[(index - 1) // _REPORTS] if index else None
        under_deputy = ordinary > _REPORTS and index >= ordinary - _UNDER_DEPUTY
        leads = index * _REPORTS + 1 < ordinary
        history = _random_history(today, rng, leads=leads)
        yield _member(number, DEPUTY if under_deputy else manager, history, today=today, rng=rng)
        if index == 0:
            yield from _with_a_part(number, today, rng)


def has_begun(member: Member, today: dt.date) -> bool:
    """Whether somebody works here on a day and has completed nothing yet."""
    started = member.row.started_on is not None and member.row.started_on <= today
    return started and member.row.left_on is None and not member.completions


def _numbers() -> Iterator[str]:
    taken = {part.number for part in _PARTS}
    return (number for number in map(str, count(100001)) if number not in taken)


def _member(number: str, manager: str | None, history: _History, *, today: dt.date, rng: random.Random) -> Member:
    language, given_names, family_names = rng.choices(_NAMES, weights=(30, 30, 14, 8, 12, 6))[0]
    group, frontline, role = rng.choice(_GROUPS)
    row = StaffRow(
        payroll_number=number,
        given_name=rng.choice(given_names.split()),
        family_name=rng.choice(family_names.split()),
        manager_payroll_number=manager,
        staff_group=group,
        frontline=frontline,
        school_role=role,
        it_access=rng.random() > 0.08,
        started_on=history.started_on,
        left_on=history.left_on,
        language=language if rng.random() < 0.6 else None,
    )
    completions = tuple((rng.choice(_HIGHER_OPTIONS), day) for day in history.completed)
    return Member(replace(row, email=_address(row)), completions, history.absence)


def _address(row: StaffRow) -> str:
    names = f"{fold(row.given_name)}.{fold(row.family_name)}"
    return "".join(letter for letter in names if letter.isascii() and (letter.isalnum() or letter in ".-")) + (
        f".{row.payroll_number}@example.org"
    )


# -- histories -------------------------------------------------------------------------------------------------------


def _random_history(today: dt.date, rng: random.Random, *, leads: bool) -> _History:
    histories: Sequence[Callable[[dt.date, random.Random], _History]] = (
        _recent, _renewed, _practised, _window_open, _lapsed, _starter, _never, _on_leave, _left, _coming,
    )  # fmt: skip
    weights = [34, 14, 3, 14, 11, 8, 5, 5, 4, 2]
    if leads:
        histories, weights = histories[:-2], weights[:-2]
    return rng.choices(histories, weights)[0](today, rng)


def _before(day: dt.date, rng: random.Random, fewest: int, most: int) -> dt.date:
    return day - rng.randint(fewest, most) * _DAY


def _recent(today: dt.date, rng: random.Random) -> _History:
    completed = _before(today, rng, 1, 530)
    return _History(_before(completed, rng, 5, 180), (completed,))


def _renewed(today: dt.date, rng: random.Random) -> _History:
    last = _before(today, rng, 1, 500)
    first = add_months(last, -rng.randint(19, 23))
    return _History(_before(first, rng, 5, 180), (first, last))


def _practised(today: dt.date, rng: random.Random) -> _History:
    completed = _before(today, rng, 200, 530)
    return _History(_before(completed, rng, 5, 180), (completed, _before(today, rng, 1, 150)))


def _window_open(today: dt.date, rng: random.Random) -> _History:
    completed = add_months(today, -18) - rng.randint(0, 175) * _DAY
    return _History(_before(completed, rng, 5, 180), (completed,))


def _lapsed(today: dt.date, rng: random.Random) -> _History:
    completed = add_months(today, -24) - rng.randint(1, 700) * _DAY
    return _History(_before(completed, rng, 5, 180), (completed,))


def _starter(today: dt.date, rng: random.Random) -> _History:
    return _History(_before(today, rng, 0, 150))


def _never(today: dt.date, rng: random.Random) -> _History:
    return _History(add_months(today, -6) - rng.randint(1, 600) * _DAY)


def _on_leave(today: dt.date, rng: random.Random) -> _History:
    held = rng.choice((_recent, _window_open, _lapsed))(today, rng)
    return replace(held, absence=(_before(today, rng, 5, 150), today + rng.randint(5, 200) * _DAY))


def _left(today: dt.date, rng: random.Random) -> _History:
    return replace(_window_open(today, rng), left_on=_before(today, rng, 1, 90))


def _coming(today: dt.date, rng: random.Random) -> _History:
    return _History(today + rng.randint(3, 40) * _DAY)


# -- the people with a part ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A fixed person: the history is one of the kinds above, or a function of the day."""

    number: str
    given_name: str
    family_name: str
    history: Callable[[dt.date, random.Random], _History]
    manager: str | None = MANAGER


def _due_today(today: dt.date, rng: random.Random) -> _History:
    completed = add_months(today, -24)
    # The last day of a longer month: its due date would be earlier than today.
    while add_months(completed, 24) < today:
        completed += _DAY
    return _History(_before(completed, rng, 30, 60), (completed,))


def _renewal(today: dt.date, rng: random.Random) -> _History:
    completed = add_months(today, -21)
    return _History(_before(completed, rng, 30, 60), (completed,))


def _starts_today(today: dt.date, rng: random.Random) -> _History:
    return _History(today)


_PARTS = (
    _Part(ADMINISTRATOR, "Eirlys", "Prosser", _recent, None),
    _Part(MANAGER, "Rhiannon", "Tudur", _renewed, None),
    _Part(LEARNER, "Amina", "Warsame", _renewal),
    _Part(HALF_WAY, "Tomasz", "Sikora", _starter),
    _Part(FINISHED, "Kwabena", "Owusu", _renewal),
    _Part(DEPUTY, "Llŷr", "Ŵyn-Hughes", _renewed),
    _Part("100238", "Siân", "O'[/b]Brien", _recent),
    _Part("100239", "Niamh", "O'Neill", _lapsed),
    _Part(OFF_LINE, "Zofia", "Dąbek", _never),
    _Part("100241", "Priya", "Nair", _on_leave),
    _Part("100242", "Geraint", "Meredith", _practised),
    _Part("100243", "Mei", "Chen", _due_today),
    _Part("004711", "Ngozi", "Balogun", _lapsed),
    _Part("100245", "Harriet", "D'Arcy", _starts_today),
    _Part(TRAINER, "Tegwen", "Parry-Lloyd", _recent, None),
)


WITH_A_PART = frozenset(part.number for part in _PARTS)
"""The payroll numbers of everyone whose history is made for the part they have."""


def _with_a_part(chief: str, today: dt.date, rng: random.Random) -> Iterator[Member]:
    for part in _PARTS:
        member = _member(part.number, part.manager or chief, part.history(today, rng), today=today, rng=rng)
        row = replace(
            member.row,
            given_name=part.given_name,
            family_name=part.family_name,
            it_access=part.number != OFF_LINE,
            language=None,
        )
        yield replace(member, row=replace(row, email=_address(row)))
