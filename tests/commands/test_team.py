from __future__ import annotations

import csv
import io
import re

import pytest

from tests.commands.typed import Office
from tests.factories import absent, completed, day, person

KEYS = [
    "payroll_number", "name", "manager_payroll_number", "colour", "certified_on", "window_opens_on", "due_on",
    "absent_until", "certification", "sentence",
]  # fmt: skip


@pytest.fixture
def team(office: Office) -> Office:
    """A manager, number 1, with reports in every colour, listed in another order than the grid's."""
    with office.services() as services:
        boss = person(services, "1", given="Rhian", family="Boss")
        sara = person(services, "20", given="Sara", family="Ŵyn", manager=boss)
        completed(services, sara, "2026-10-01")
        ali = person(services, "21", given="Ali", family="Bibi", manager=boss)
        completed(services, ali, "2026-09-01")
        person(services, "22", given="Zed", family="Starter", manager=boss, started_on=day("2026-10-01"))
        mai = person(services, "23", given="Mai", family="Window", manager=boss)
        completed(services, mai, "2025-01-15")
        person(services, "24", given="Never", family="Done", manager=boss, started_on=day("2024-01-01"))
        lapsed = person(services, "25", given="Siân", family="O'[/b]Brien", manager=boss)
        completed(services, lapsed, "2022-01-01")
        away = person(services, "26", given="Away", family="One", manager=boss)
        absent(services, away, "2026-11-01", "2026-12-31")
        back = person(services, "27", given="Away", family="Sooner", manager=boss)
        absent(services, back, "2026-11-01", "2026-11-30")
        person(services, "28", given="Gone", family="Away", manager=boss, left_on=day("2026-10-01"))
        person(services, "30", given="Not", family="Theirs", manager=sara)
        person(services, "40", given="Other", family="Boss")
    return office


def test_red_first_then_amber_grey_and_green_each_by_date(team: Office) -> None:
    found = team("team", "--manager", "1", "--format", "json").json
    assert list(found) == ["manager", "as_at", "counts", "people"]
    assert (found["manager"], found["as_at"]) == ("1", "2026-11-18")
    assert found["counts"] == {"green": 2, "amber": 2, "red": 2, "grey": 2}
    assert list(found["counts"]) == ["green", "amber", "red", "grey"]
    assert [(one["colour"], one["payroll_number"]) for one in found["people"]] == [
        ("red", "25"), ("red", "24"), ("amber", "23"), ("amber", "22"),
        ("grey", "27"), ("grey", "26"), ("green", "21"), ("green", "20"),
    ]  # fmt: skip
    assert all(list(one) == KEYS for one in found["people"])
    assert found["people"][0] == {
        "payroll_number": "25",
        "name": "Siân O'[/b]Brien",
        "manager_payroll_number": "1",
        "colour": "red",
        "certified_on": "2022-01-01",
        "window_opens_on": "2023-07-01",
        "due_on": "2024-01-01",
        "absent_until": None,
        "certification": "Prevent and WRAP certification pathway",
        "sentence": "Not certified since 2 January 2024: complete one option as soon as possible.",
    }
    assert found["people"][4]["absent_until"] == "2026-11-30"


def test_the_same_facts_as_csv(team: Office) -> None:
    as_json = team("team", "--manager", "1", "--format", "json").json["people"]
    rows = list(csv.DictReader(io.StringIO(team("team", "--manager", "1", "--format", "csv").out)))
    assert list(rows[0]) == KEYS
    assert rows == [{key: value or "" for key, value in one.items()} for one in as_json]


def test_the_same_facts_as_a_table(team: Office) -> None:
    lines = team("team", "--manager", "1").lines
    assert lines[0] == "Rhian Boss: the team as at 18 November 2026"
    assert lines[1] == "■ Red 2  ▲ Amber 2  ○ Grey 2  ● Green 2"
    assert lines[2].split() == ["Name", "Payroll", "number", "Colour", "What", "to", "do"]
    assert re.split(" {2,}", lines[3]) == ["Siân O'[/b]Brien", "25", "■ Red", "Overdue since 2 January 2024"]
    assert len(lines) == 3 + 8


def test_cells_that_a_spreadsheet_would_run_are_quoted_in_csv_alone(sqlite_office: Office) -> None:
    with sqlite_office.services() as services:
        boss = person(services, "1")
        person(services, "2", given="=1+1", family="Formula", manager=boss)
    assert "'=1+1 Formula" in sqlite_office("team", "--manager", "1", "--format", "csv").out
    assert sqlite_office("team", "--manager", "1", "--format", "json").json["people"][0]["name"] == "=1+1 Formula"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--colour", "green"), ["21", "20"]),
        (("--colour", "green", "--colour", "red"), ["25", "24", "21", "20"]),
        (("--name", "SIAN o'"), ["25"]),
        (("--name", "wyn"), ["20"]),
        (("--name", "Sara ŵ"), ["20"]),
        (("--name", "%"), []),
        (("--certification", "wrap CERT"), ["25", "24", "23", "22", "27", "26", "21", "20"]),
        (("--certification", "fire safety"), []),
        (("--name", "away", "--colour", "red"), []),
    ],
)
def test_filters_narrow_rows_and_counts(team: Office, filters: tuple[str, ...], expected: list[str]) -> None:
    found = team("team", "--manager", "1", *filters, "--format", "json").json
    assert [one["payroll_number"] for one in found["people"]] == expected
    assert sum(found["counts"].values()) == len(expected)


def test_another_day_gives_other_colours(team: Office) -> None:
    found = team("team", "--manager", "1", "--as-at", "2028-10-02", "--format", "json").json
    assert found["as_at"] == "2028-10-02"
    assert found["counts"] == {"green": 0, "amber": 0, "red": 8, "grey": 0}


def test_nobody_reporting_is_an_empty_list(team: Office) -> None:
    found = team("team", "--manager", "24", "--format", "json").json
    assert found["people"] == []
    assert team("team", "--manager", "24", "--format", "csv").lines == [",".join(KEYS)]


@pytest.mark.parametrize(("asks", "manager", "status"), [
    ("1", "1", 0), ("1", "20", 0), ("20", "20", 0), ("24", "24", 0),
    ("20", "1", 3), ("40", "1", 3), ("1", "40", 3), ("1", "404", 3), ("404", "1", 3),
])  # fmt: skip
def test_a_manager_may_name_themself_or_a_manager_below(team: Office, asks: str, manager: str, status: int) -> None:
    assert team("--as", asks, "team", "--manager", manager).status == status


def test_people_without_a_manager_are_listed_for_administrators_alone(team: Office) -> None:
    found = team("team", "--without-manager", "--format", "json").json
    assert found["manager"] is None
    assert {one["payroll_number"] for one in found["people"]} == {"1", "40"}
    assert "People without a manager" in team("team", "--without-manager").out
    assert team("--as", "1", "team", "--without-manager").status == 3
    assert team("--as", "1", "team", "--without-manager", "--certification", "fire safety").status == 3
    assert team("team", "--without-manager", "--manager", "1").status == 2
    assert team("team").status == 2


def test_staff_groups_and_options_narrow_too(team: Office) -> None:
    chosen = ("--option", "elearning", "--staff-group", "care", "--format", "json")
    found = team("team", "--manager", "1", *chosen).json
    assert found["people"] == []
    by_option = team("team", "--manager", "1", "--option", "elearning", "--format", "json").json["people"]
    assert {one["payroll_number"] for one in by_option} == {"20", "21", "23", "25"}


def test_a_day_beyond_the_calendar_of_the_rules_is_refused_with_the_range(team: Office) -> None:
    refused = team("team", "--manager", "1", "--as-at", "9999-12-31")
    assert refused.status == 4
    assert "from 1 January 1900 to 31 December 2199" in refused.err


def test_an_unknown_manager_is_refused_data(team: Office) -> None:
    assert team("team", "--manager", "404").status == 4


def test_the_forecast_names_who_turns_and_when(team: Office) -> None:
    told = team("forecast", "--manager", "1", "--format", "json").json
    months = {one["month"]: (one["turn_amber"], one["turn_red"]) for one in told["months"]}
    assert told["as_at"] == "2026-11-18"
    assert list(months)[:2] == ["2026-11", "2026-12"]
    assert len(months) == 24
    assert {month: turns for month, turns in months.items() if turns != ([], [])} == {
        "2026-12": ([], ["27"]),  # back from leave with dates long past
        "2027-01": ([], ["26", "23"]),
        "2027-04": ([], ["22"]),
        "2028-03": (["21"], []),
        "2028-04": (["20"], []),
        "2028-09": ([], ["21"]),
        "2028-10": ([], ["20"]),
    }
    assert team("forecast", "--manager", "1", "--months", "3", "--format", "json").json["months"] == told["months"][:3]
    assert team("forecast", "--manager", "40", "--as", "1").status == 3


def test_everybody_below_with_their_own_managers(team: Office) -> None:
    people = team("team", "--manager", "1", "--whole", "--format", "json").json["people"]
    assert {one["payroll_number"]: one["manager_payroll_number"] for one in people}["30"] == "20"
    assert len(people) == 9
