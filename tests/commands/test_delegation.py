"""`delegate`, `delegations`, and the rights that follow from them."""

from __future__ import annotations

import pytest

from tests.commands.typed import Office
from tests.factories import person


@pytest.fixture
def team(office: Office) -> Office:
    """A manager, number 1, with a report, number 2; and number 3."""
    with office.services() as services:
        boss = person(services, "1", given="Rhian", family="Boss")
        person(services, "2", given="Mair", family="Report", manager=boss)
        person(services, "3", given="Nia", family="Other")
    return office


DAYS = ("--from", "2026-11-18", "--until", "2026-12-24")


def test_a_delegate_sees_the_team_until_it_is_ended(team: Office) -> None:
    assert team("--as", "3", "team", "--manager", "1").status == 3
    done = team("delegate", "1", "3", *DAYS)
    assert (done.status, done.lines) == (
        0,
        ["Nia Other stands in for Rhian Boss from 18 November 2026 until 24 December 2026."],
    )
    assert [one["payroll_number"] for one in team("--as", "3", "team", "--manager", "1", "--format", "json").json[
        "people"
    ]] == ["2"]  # fmt: skip
    assert team("delegations", "--format", "json").json == [
        {
            "manager_payroll_number": "1",
            "delegate_payroll_number": "3",
            "from_on": "2026-11-18",
            "until_on": "2026-12-24",
        }
    ]
    assert team("delegate", "1", "3", "--end").status == 0
    assert team("--as", "3", "team", "--manager", "1").status == 3
    acts = [row["action"] for row in team("audit", "list", "--format", "json").json]
    assert acts == ["delegate", "delegation_ended"]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("1", "1", *DAYS), 4, "Nobody can stand in for themself."),
        (("1", "9", *DAYS), 4, "There is nobody with that payroll number."),
        (("3", "1", *DAYS), 4, "Nobody reports to Nia Other, so there is nothing to stand in for."),
        (("1", "3", "--from", "2026-11-01", "--until", "2026-11-17"), 4, "The day must be today or later"),
        (("1", "3", "--from", "2026-11-20", "--until", "2026-11-19"), 4, "The last day is before the first."),
        (("1", "3"), 2, "Write: delegate MANAGER TO --from DATE --until DATE, or delegate MANAGER TO --end"),
        (("1", "3", "--end"), 4, "They do not stand in for this manager, today or later."),
    ],
)
def test_what_is_refused(team: Office, arguments: tuple[str, ...], status: int, sentence: str) -> None:
    outcome = team("delegate", *arguments)
    assert (outcome.status, outcome.err.strip()) == (status, sentence)


def test_only_administrators_give_it(team: Office) -> None:
    assert team("--as", "1", "delegate", "1", "3", *DAYS).status == 3
    assert team("--as", "1", "delegations").status == 3


def test_the_forecast_tells_places(team: Office) -> None:
    found = team("forecast", "--manager", "1", "--format", "json").json
    assert list(found) == ["as_at", "months", "places_booked", "places_left"]
    assert (found["places_booked"], found["places_left"]) == (0, 0)
    assert "0 places booked by these people, 0 places left." in team("forecast", "--manager", "1").out
