"""Who turns amber or red in the months to come: as the grid will say on each of those days."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.team import Question
from tests.clocks import TODAY
from tests.factories import absent, completed, day, id_of, person
from tests.sessions import booked, session_line, sessions_file

MONTHS = 24


def told(services: Services, boss: Actor, **filters: object) -> dict[str, tuple[list[str], list[str]]]:
    """What is forecast, for the months in which anybody turns."""
    question = Question(id_of(boss), TODAY, **filters)  # type: ignore[arg-type]
    months = services.team.forecast(boss, question, months=MONTHS)
    counted = [(month.first_on, len(month.turn_amber), len(month.turn_red)) for month in months]
    turns = services.team.turns(boss, question, months=MONTHS)
    assert [(month.first_on, month.amber, month.red) for month in turns] == counted
    assert [month.first_on for month in months][:2] == [day("2026-11-01"), day("2026-12-01")]
    assert len(months) == MONTHS
    return {f"{m.first_on:%Y-%m}": (m.turn_amber, m.turn_red) for m in months if m.turn_amber or m.turn_red}


def test_months_in_which_windows_open_and_due_dates_pass(services: Services) -> None:
    boss = person(services, "boss")
    completed(services, person(services, "green", manager=boss), "2026-11-01")  # 1 May 2028, 1 November 2028
    completed(services, person(services, "amber", manager=boss), "2024-12-24")
    completed(services, person(services, "last day", manager=boss), "2024-11-30")  # red on 1 December
    completed(services, person(services, "red", manager=boss), "2023-01-01")
    assert told(services, boss) == {
        "2026-12": ([], ["amber", "last day"]),
        "2028-05": (["green"], []),
    }


def test_leave_holds_a_colour_back_until_the_return(services: Services) -> None:
    boss = person(services, "boss")
    away = person(services, "away", manager=boss)
    completed(services, away, "2025-01-15")  # 15 July 2026, 15 January 2027
    absent(services, away, "2026-11-01", "2027-03-09")
    leaving = person(services, "leaving", manager=boss, left_on=day("2027-01-01"))
    completed(services, leaving, "2025-01-15")
    assert told(services, boss) == {"2027-03": ([], ["away"])}


def test_each_turn_is_what_the_grid_says_on_that_day(services: Services) -> None:
    chance = random.Random(11)
    boss = person(services, "boss")
    lead = person(services, "lead", manager=boss)
    for number in range(60):
        one = person(services, f"p{number}", manager=chance.choice([boss, lead]))
        if chance.random() < 0.8:
            completed(services, one, (TODAY - dt.timedelta(days=chance.randrange(800))).isoformat())
        if chance.random() < 0.3:
            first = TODAY + dt.timedelta(days=chance.randrange(-60, 400))
            absent(services, one, first.isoformat(), (first + dt.timedelta(days=chance.randrange(200))).isoformat())
    forecast = services.team.forecast(boss, Question(id_of(boss), TODAY, whole=True), months=12)
    seen: dict[str, set[Colour]] = {}
    before = colours(services, boss, TODAY)
    on = TODAY
    expected = {(f"{m.first_on:%Y-%m}", colour): [] for m in forecast for colour in (Colour.AMBER, Colour.RED)}
    while on < forecast[-1].last_on:
        on += dt.timedelta(days=1)
        now = colours(services, boss, on)
        for number, colour in now.items():
            turned = colour is not before[number] and colour in (Colour.AMBER, Colour.RED)
            if turned and colour not in seen.setdefault(number, set()):
                seen[number].add(colour)
                expected[f"{on:%Y-%m}", colour].append(number)
        before = now
    turns = services.team.turns(boss, Question(id_of(boss), TODAY, whole=True), months=12)
    for month, turn in zip(forecast, turns, strict=True):
        assert (turn.first_on, turn.last_on) == (month.first_on, month.last_on)
        assert (turn.amber, turn.red) == (len(month.turn_amber), len(month.turn_red))
        assert sorted(month.turn_amber) == sorted(expected[f"{month.first_on:%Y-%m}", Colour.AMBER])
        assert sorted(month.turn_red) == sorted(expected[f"{month.first_on:%Y-%m}", Colour.RED])


def colours(services: Services, boss: Actor, on: dt.date) -> dict[str, Colour]:
    """Everybody's colour on a day, as the grid gives it."""
    rows = services.team.everyone(boss, Question(id_of(boss), on, whole=True))
    return {row.payroll_number: row.colour for row in rows}


def test_places_are_those_of_the_people_shown_against_what_is_left(services: Services, tmp_path: Path) -> None:
    boss = person(services, "boss")
    ours, theirs = person(services, "ours", manager=boss), person(services, "theirs")
    person(services, "00700")
    lines = [
        session_line(session_id="w1", capacity="3"),
        session_line(session_id="w2", starts_at="2027-01-10T14:00", ends_at="2027-01-10T15:30", capacity="1"),
        session_line(session_id="far", starts_at="2029-01-10T14:00", ends_at="2029-01-10T15:30"),
    ]
    services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, *lines))
    booked(services, "w1", [ours, theirs])
    booked(services, "w2", [theirs, ours])  # the second one waits
    places = services.team.places(boss, Question(id_of(boss), TODAY), months=12)
    december, january = dt.date(2026, 12, 1), dt.date(2027, 1, 1)
    assert {month: number for month, number in places.booked.items() if number} == {december: 1}
    assert (places.left[december], places.left[january]) == (1, 0)
    assert (places.all_booked, places.all_left) == (1, 1)
    assert services.team.places(boss, Question(id_of(boss), TODAY, name="nobody"), months=12).all_booked == 0
