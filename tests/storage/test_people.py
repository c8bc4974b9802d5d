"""Names as they are searched and sorted, and who is above whom."""

from __future__ import annotations

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.people import StaffRow, fold
from prevent_tui.services.team import Question
from prevent_tui.storage import people
from tests import factories

NAMES = ["Ŵyn", "wilson", "Ÿnys", "Ôwen", "Owain", "ap Huw", "Ap Hywel", "Żak", "Âdams", "O'Brien", "Ó Brien"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ŵyn", "wyn"),
        ("Y\u0302nys", "ynys"),
        ("  Gŵyr   Âd ", "gwyr ad"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_keys_have_no_accents_and_no_case(text: str, key: str) -> None:
    assert fold(text) == key


def team_of(services: Services, names: list[str], search: str = "") -> list[str]:
    """The family names in the grid of a manager whose reports have these."""
    manager = factories.person(services, "m", family="Manager")
    rows = [StaffRow(str(number), "Elin", name, started_on=services.clock.today()) for number, name in enumerate(names)]
    factories.staff(services, rows, managers=[manager] * len(rows))
    question = Question(factories.id_of(manager), services.clock.today(), name=search)
    return [row.family_name for row in services.team.everyone(manager, question)]


def test_welsh_letters_sort_with_their_plain_ones(services: Services) -> None:
    expected = ["Âdams", "ap Huw", "Ap Hywel", "Ó Brien", "O'Brien", "Owain", "Ôwen", "wilson", "Ŵyn", "Ÿnys", "Żak"]
    assert team_of(services, NAMES) == expected


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("w", ["ap Huw", "Ap Hywel", "Owain", "Ôwen", "wilson", "Ŵyn"]),
        ("ŴYN", ["Ŵyn"]),
        ("elin ŵ", ["wilson", "Ŵyn"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("'", ["O'Brien"]),
    ],
)
def test_a_search_finds_welsh_letters_either_way(services: Services, search: str, found: list[str]) -> None:
    assert team_of(services, NAMES, search) == found


def test_everybody_above_is_found_even_around_a_loop(services: Services) -> None:
    top = factories.person(services, "1")
    middle = factories.person(services, "2", manager=top)
    report = factories.person(services, "3", manager=middle)
    with services.store.write():
        people.start_lines([(factories.id_of(top), factories.id_of(report))], from_on=services.clock.today())
        everyone = {actor.person_id for actor in (top, middle, report)}
        assert people.managers_above(factories.id_of(report)) == everyone


def test_a_person_can_have_two_jobs(services: Services) -> None:
    first, second = factories.person(services, "1"), factories.person(services, "2")
    report = factories.person(services, "3", manager=first)
    with services.store.write():
        people.start_lines([(factories.id_of(report), factories.id_of(second))], from_on=services.clock.today())
        assert people.managers_above(factories.id_of(report)) == {first.person_id, second.person_id}
        people.end_lines([factories.id_of(report)], until_on=services.clock.today())
        assert people.managers_above(factories.id_of(report)) == frozenset()
        assert not people.has_reports(factories.id_of(first))
