"""The grid: its order, its filters, its walks, and what it asks of the database."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from functools import partial

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import StaffRow
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.team import ORDERS, Question, TeamRow
from prevent_tui.storage import installation, people, records
from prevent_tui.storage.records import NewCompletion, Provenance
from tests import factories
from tests.clocks import TODAY
from tests.databases import asked
from tests.factories import absent, completed, day, id_of, person


@pytest.fixture
def boss(services: Services) -> Actor:
    """A manager of nobody yet."""
    return person(services, "boss", family="Manager")


def question(boss: Actor, as_at: dt.date = TODAY, **filters: object) -> Question:
    return Question(id_of(boss), as_at, **filters)  # type: ignore[arg-type]


def shown(services: Services, boss: Actor, as_at: dt.date = TODAY, **filters: object) -> list[tuple[str, str]]:
    rows = services.team.everyone(boss, question(boss, as_at, **filters))
    return [(row.colour.value, row.payroll_number) for row in rows]


def mixed(services: Services, boss: Actor) -> None:
    """Two of every colour."""
    for number, on in [("r1", "2024-01-01"), ("r2", "2023-01-01"), ("a1", "2024-12-24"), ("a2", "2024-12-01")]:
        completed(services, person(services, number, manager=boss), on)
    for number, on in [("g1", "2026-11-01"), ("g2", "2026-10-01")]:
        completed(services, person(services, number, manager=boss), on)
    for number, until in [("away1", "2027-02-01"), ("away2", "2026-12-01")]:
        absent(services, person(services, number, manager=boss), "2026-01-01", until)


def test_the_most_urgent_come_first(services: Services, boss: Actor) -> None:
    mixed(services, boss)
    assert shown(services, boss) == [
        ("red", "r2"),
        ("red", "r1"),
        ("amber", "a2"),
        ("amber", "a1"),
        ("grey", "away2"),
        ("grey", "away1"),
        ("green", "g2"),
        ("green", "g1"),
    ]


def test_within_a_day_names_decide_then_numbers(services: Services, boss: Actor) -> None:
    for number, given, family in [
        ("4", "Elin", "Ŵyn"), ("3", "Âdam", "Wyn"), ("2", "Elin", "Wyn"), ("1", "Zoe", "Adams"), ("0", "elin", "WYN"),
    ]:  # fmt: skip
        person(services, number, given=given, family=family, manager=boss)
    assert [number for _, number in shown(services, boss)] == ["1", "3", "0", "2", "4"]


def test_counts_agree_with_the_rows(services: Services, boss: Actor) -> None:
    mixed(services, boss)
    for filters in ({}, {"name": "exam"}, {"name": "x y z"}, {"colours": frozenset({Colour.RED, Colour.GREY})}):
        counts = services.team.counts(boss, question(boss, **filters))
        rows = [colour for colour, _ in shown(services, boss, **filters)]
        assert {colour.value: count for colour, count in counts.items()} == {
            colour.value: rows.count(colour.value) for colour in Colour
        }
    assert services.team.counts(boss, question(boss)) == dict.fromkeys(Colour, 2)


def test_colours_can_be_left_out(services: Services, boss: Actor) -> None:
    mixed(services, boss)
    only = frozenset({Colour.GREY, Colour.RED})
    assert [colour for colour, _ in shown(services, boss, colours=only)] == ["red", "red", "grey", "grey"]
    assert shown(services, boss, colours=frozenset()) == []


def test_names_are_searched_anywhere(services: Services, boss: Actor) -> None:
    person(services, "1", given="Siân", family="Ap Rhŷs", manager=boss)
    person(services, "2", given="Rhys", family="Jones", manager=boss)
    person(services, "3", given="Mair", family="Price", manager=boss)
    assert {number for _, number in shown(services, boss, name="RHYS")} == {"1", "2"}
    assert {number for _, number in shown(services, boss, name="sian ap")} == {"1"}


def test_grey_is_for_the_days_of_an_absence(services: Services, boss: Actor) -> None:
    away = person(services, "1", manager=boss)
    completed(services, away, "2024-11-18")
    absent(services, away, "2026-11-18", "2026-11-20")
    absent(services, away, "2026-11-19", "2026-11-30")
    colours = {"2026-11-17": "amber", "2026-11-18": "grey", "2026-11-30": "grey", "2026-12-01": "red"}
    assert {on: shown(services, boss, day(on))[0][0] for on in colours} == colours
    (row,) = services.team.everyone(boss, question(boss, day("2026-11-19")))
    assert row.absent_until == day("2026-11-30")
    assert sum(services.team.counts(boss, question(boss, day("2026-11-19"))).values()) == 1


def test_leavers_and_future_starters_are_not_in_it(services: Services, boss: Actor) -> None:
    person(services, "left", manager=boss, left_on=TODAY - dt.timedelta(days=1))
    person(services, "last day", manager=boss, left_on=TODAY)
    person(services, "tomorrow", manager=boss, started_on=TODAY + dt.timedelta(days=1))
    person(services, "today", manager=boss, started_on=TODAY)
    assert {number for _, number in shown(services, boss)} == {"last day", "today"}
    assert {number for _, number in shown(services, boss, TODAY + dt.timedelta(days=1))} == {"tomorrow", "today"}
    assert {number for _, number in shown(services, boss, TODAY - dt.timedelta(days=1))} == {"left", "last day"}


def test_only_direct_reports_are_in_it(services: Services, boss: Actor) -> None:
    middle = person(services, "middle", manager=boss)
    person(services, "low", manager=middle)
    person(services, "nobody's")
    assert [number for _, number in shown(services, boss)] == ["middle"]


def test_as_it_was_and_as_it_will_be(services: Services, boss: Actor) -> None:
    report = person(services, "1", manager=boss)
    completed(services, report, "2020-11-18")
    completed(services, report, "2022-08-01")
    on = [
        "2020-09-01",
        "2021-03-02",
        "2022-05-17",
        "2022-05-18",
        "2022-08-01",
        "2024-02-01",
        "2024-08-02",
        "2035-01-01",
    ]
    assert [shown(services, boss, day(one))[0][0] for one in on] == [
        "amber", "green", "green", "amber", "green", "amber", "red", "red",
    ]  # fmt: skip
    assert shown(services, boss, day("2020-08-31")) == []


def many(services: Services, boss: Actor, count: int) -> None:
    """That many reports with random standings, a tenth of them away, many with the same dates and names."""
    chance = random.Random(count)
    rows = [
        StaffRow(f"{number:05}", chance.choice(["Elin", "Siân"]), chance.choice(["Ŵyn", "Price", "Adams"]),
                 started_on=day("2020-09-01"))
        for number in range(count)
    ]  # fmt: skip
    actors = factories.staff(services, rows, managers=[boss] * count)
    days = [TODAY - dt.timedelta(days=back) for back in (10, 200, 640, 725, 900)]
    now = services.clock.now()
    with services.store.write(everyone=True):
        provenance = Provenance(None, now, installation.own_device(at=now))
        records.add_completions(
            [NewCompletion(f"c{id_of(one)}", id_of(one), "wrap", chance.choice(days), "import") for one in actors],
            provenance,
        )
        for one in actors[::10]:
            people.add_absence(
                id_of(one), TODAY, TODAY + dt.timedelta(days=chance.randrange(3)), reason="leave", by=None, at=now
            )
        standing.rebuild([id_of(one) for one in actors])


@pytest.mark.parametrize("limit", [1, 7, 200])
def test_every_walk_is_everyones_order(services: Services, boss: Actor, limit: int) -> None:
    many(services, boss, 60)
    asked_for = question(boss)
    everyone = services.team.everyone(boss, asked_for)
    assert len(everyone) == 60
    assert len({row.colour for row in everyone}) == 4

    forwards: list[TeamRow] = services.team.first(boss, asked_for, limit=limit)
    while part := services.team.after(boss, asked_for, forwards[-1], limit=limit):
        assert len(part) <= limit
        forwards += part
    assert forwards == everyone

    backwards: list[TeamRow] = services.team.last(boss, asked_for, limit=limit)
    while part := services.team.before(boss, asked_for, backwards[0], limit=limit):
        assert len(part) <= limit
        backwards = part + backwards
    assert backwards == everyone


def test_a_walk_goes_on_from_a_row_that_is_gone(services: Services, boss: Actor) -> None:
    many(services, boss, 20)
    everyone = services.team.everyone(boss, question(boss))
    anchor = everyone[9]
    completed(services, Actor(anchor.person_id), TODAY.isoformat(), option="elearning")
    with services.store.write():
        people.set_left([anchor.person_id], TODAY - dt.timedelta(days=1))
        standing.rebuild([anchor.person_id])
    assert services.team.after(boss, question(boss), anchor, limit=3) == everyone[10:13]
    assert services.team.before(boss, question(boss), anchor, limit=3) == everyone[6:9]


FILTERS: dict[str, dict[str, object]] = {
    "": {},
    "past": {"as_at": TODAY - dt.timedelta(days=300)},
    "future": {"as_at": TODAY + dt.timedelta(days=300)},
    "nobody's name": {"name": "zzz"},
    "name": {"name": "elin"},
    "nobody's group": {"staff_group": "care"},
    "option": {"option": "wrap"},
    "nobody's option": {"option": "briefing"},
    **{f"by {order}": {"order": order} for order in ORDERS},
    **{f"by {order}, turned": {"order": order, "descending": True} for order in ORDERS},
}


def cost(services: Services, boss: Actor) -> dict[str, tuple[int, int]]:
    """Statements and rows fetched by each kind of question, of direct reports and of everybody below."""
    team, found = services.team, {}
    for (name, filters), whole in itertools.product(FILTERS.items(), (False, True)):
        asked_for = question(boss, **{"as_at": TODAY, "whole": whole, **filters})  # type: ignore[arg-type]
        anchor = next(iter(team.first(boss, asked_for, limit=5)[4:]), None)
        asks = {kind: partial(getattr(team, kind), boss, asked_for, limit=5) for kind in ("first", "last")}
        asks["counts"] = partial(team.counts, boss, asked_for)
        if anchor is not None:
            asks |= {k: partial(getattr(team, k), boss, asked_for, anchor, limit=5) for k in ("after", "before")}
        for kind, ask in asks.items():
            with asked(services.store) as statements:
                ask()
            found[f"{kind} {name}, {whole=}"] = (len(statements), sum(rows for _, rows in statements))
    return found


@pytest.mark.parametrize("count", [10, 2000])
def test_what_a_page_of_the_grid_costs_does_not_depend_on_the_team(services: Services, boss: Actor, count: int) -> None:
    many(services, boss, count)
    for name, (statements, rows) in cost(services, boss).items():
        assert statements <= 16, name
        assert rows <= 24, name


@pytest.mark.parametrize("count", [10, 2000])
def test_sums_fetch_sums_and_nobodys_row(services: Services, boss: Actor, count: int) -> None:
    many(services, boss, count)
    whole = question(boss, TODAY + dt.timedelta(days=30), whole=True)  # nobody is away any more
    with asked(services.store) as statements:
        services.team.sub_teams(boss, whole)
    assert (len(statements) <= 10, sum(rows for _, rows in statements) <= 10) == (True, True)
    with asked(services.store) as statements:
        services.team.turns(boss, whole, months=24)
    assert len(statements) <= 12
    assert sum(rows for _, rows in statements) <= 20  # one for each of the few days on which anybody turns


def test_more_people_than_one_statement_carries(services: Services, boss: Actor) -> None:
    many(services, boss, people.CHUNK + 20)
    everyone = services.team.everyone(boss, question(boss))
    assert len({row.person_id for row in everyone}) == people.CHUNK + 20
    assert sum(services.team.counts(boss, question(boss)).values()) == people.CHUNK + 20


def test_a_manager_is_found_by_number(services: Services, boss: Actor) -> None:
    below = person(services, "below", manager=boss)
    person(services, "other")
    assert services.team.manager(boss, "boss").id == boss.person_id
    assert services.team.manager(boss, "below").id == below.person_id
    for number in ("other", "nobody"):
        with pytest.raises(PreventError) as refused:
            services.team.manager(boss, number)
        assert refused.value.code == "not_permitted"
